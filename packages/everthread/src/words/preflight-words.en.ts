/** What the rules say of a post, in English. */
import type { FieldWords, PreflightWords } from './preflight-words.ts'
import { HOUR } from '../time/duration.ts'

const SPLIT_POST = 'Make two parts of it, or leave one of them away.'
const RECONNECT = 'Log in again and allow it: `everthread connect`.'
const OR_RECONNECT = 'Or log in again and allow it: `everthread connect`.'
const NUMBER_FROM_API = 'Give the number that the API has for it; the letters in a link are another name.'

const FIELDS: FieldWords = {
  text: 'text',
  media: 'pictures and videos',
  isSpoilerMedia: 'hidden pictures and videos',
  textEntities: 'spoilers',
  pollAttachment: 'poll',
  linkAttachment: 'link',
  textAttachment: 'text attachment',
  gifAttachment: 'GIF',
  topicTag: 'topic',
  replyControl: 'who may reply',
  enableReplyApprovals: 'approval of replies',
  quotePostId: 'quoted post',
  locationId: 'location',
  allowlistedCountryCodes: 'countries',
  crossreshareToIg: 'Instagram story',
  crossreshareToIgDarkMode: 'dark Instagram story',
  'media.altText': 'description of a picture or video',
  'textAttachment.plaintext': 'text attachment',
  'textAttachment.linkAttachmentUrl': 'link of the text attachment',
  'textAttachment.textWithStylingInfo': 'styles of the text attachment',
  'textAttachment.textWithStylingInfo.stylingInfo': 'styles of one piece of the text attachment',
}

export const preflightWordsEn: PreflightWords = {
  'text-missing': () => ({
    message: 'There is no text.',
    remedy: 'Write one, or add a picture, a video or a link.',
  }),
  'text-blank': () => ({
    message: 'The text is nothing but white space.',
    remedy: 'Write something, or leave the text away.',
  }),
  'text-invisible': () => ({
    message: 'The text consists of characters that nobody sees.',
    remedy: 'Write something that shows.',
  }),
  'text-too-long': ({ count, most }) => ({
    message: `The text counts as ${count} characters; Threads takes at most ${most}. An emoji counts as several.`,
    remedy: 'Shorten it, or make a chain of it.',
  }),
  'text-may-be-too-long': ({ count, most }) => ({
    message: `The text may count as ${count} characters, and Threads takes at most ${most}: how it counts curly quotes, dashes and some symbols is not known.`,
    remedy: 'Shorten it a little, or use straight quotes and hyphens.',
  }),
  'control-characters': ({ field }) => ({
    message: `There are control characters, which nobody sees (${FIELDS[field]}).`,
    remedy: 'Type the text anew where it was pasted from another program.',
  }),
  'hashtags-several': () => ({
    message: 'Only the first hashtag becomes the topic, and loses its #. The others stay plain text.',
    remedy: 'Leave one hashtag, or give the topic by itself.',
  }),
  'hashtag-beside-topic': () => ({
    message:
      'There is a topic, and a hashtag in the text as well. It is not known which of them Threads takes.',
    remedy: 'Leave one of the two away.',
  }),
  'too-many-links': ({ count, most }) => ({
    message: `There are ${count} different links; Threads takes at most ${most}, attachments included.`,
    remedy: 'Take some out, or spread them over several parts.',
  }),
  'link-not-a-url': ({ field }) => ({
    message: `This is no address of a page (${FIELDS[field]}).`,
    remedy: 'It must begin with https:// or http://.',
  }),
  'spoilers-too-many': ({ count, most }) => ({
    message: `There are ${count} spoilers in the text; Threads takes at most ${most}.`,
    remedy: 'Join some of them, or take some out.',
  }),
  'spoiler-outside-text': ({ range }) => ({
    message: `Spoiler ${range} lies outside the text.`,
    remedy: 'Mark it again: the text has changed since.',
  }),
  'list-size': ({ field, count, least, most }) => ({
    message: `The list has ${count} of ${least} to ${most} entries (${FIELDS[field]}).`,
    remedy: 'Leave an empty list away; shorten a long one.',
  }),

  'poll-options': ({ count, least, most }) => ({
    message: `A poll has ${least} to ${most} options; this one has ${count}.`,
    remedy: 'Add options, or take some out.',
  }),
  'poll-option-length': ({ option, count, most }) => ({
    message: `Option ${option} of the poll has ${count} of 1 to ${most} characters.`,
    remedy: 'Write it in fewer words, and leave none empty.',
  }),
  'poll-with-link': () => ({
    message: 'A poll and a link attachment do not go together.',
    remedy: 'Write the link into the text.',
  }),
  'poll-with-media': () => ({
    message: 'A poll does not go with pictures and videos.',
    remedy: SPLIT_POST,
  }),
  'poll-with-text-attachment': () => ({
    message: 'A poll and a text attachment do not go together.',
    remedy: SPLIT_POST,
  }),
  'poll-with-gif': () => ({ message: 'A poll and a GIF do not go together.', remedy: SPLIT_POST }),

  'gif-id': () => ({
    message: 'This is no id of a GIF.',
    remedy: 'Take it from the address on giphy.com: what follows the last hyphen.',
  }),
  'gif-provider': ({ provider }) => ({
    message: `Threads takes GIFs from GIPHY only, and no longer from ${provider}.`,
    remedy: 'Choose one on giphy.com.',
  }),
  'gif-with-media': () => ({ message: 'A GIF does not go with pictures and videos.', remedy: SPLIT_POST }),
  'gif-with-text-attachment': () => ({
    message: 'Whether Threads takes a GIF and a text attachment together is not known.',
    remedy: 'Leave one of them away to be sure.',
  }),

  'ghost-with-anything': ({ field }) => ({
    message: `A ghost post is text and nothing else (${FIELDS[field]}).`,
    remedy: 'Take it out, or make an ordinary post.',
  }),
  'ghost-as-reply': () => ({
    message: 'A ghost post cannot be a reply.',
    remedy: 'Take the reply out, or make an ordinary post.',
  }),
  'ghost-in-chain': () => ({
    message: 'A ghost post cannot be part of a chain.',
    remedy: 'Publish it alone, or make the chain of ordinary posts.',
  }),

  'link-attachment-with-media': () => ({
    message: 'A link attachment does not go with pictures and videos.',
    remedy: 'Write the link into the text.',
  }),
  'text-attachment-blank': () => ({
    message: 'The text attachment is empty.',
    remedy: 'Write something, or leave it away.',
  }),
  'text-attachment-too-long': ({ count, most }) => ({
    message: `The text attachment has ${count} characters; Threads takes at most ${most}.`,
    remedy: 'Shorten it, or spread it over several parts.',
  }),
  'text-attachment-range-outside': ({ range }) => ({
    message: `Style ${range} lies outside the text attachment.`,
    remedy: 'Mark it again: the text has changed since.',
  }),
  'text-attachment-ranges-overlap': () => ({
    message: 'Pieces of the text attachment that have a style overlap.',
    remedy: 'Give a piece all of its styles at once.',
  }),
  'text-attachment-link-twice': () => ({
    message: 'The post and its text attachment both have a link; one of them may.',
    remedy: 'Take one of the links out.',
  }),
  'text-attachment-with-media': () => ({
    message: 'A text attachment does not go with pictures and videos.',
    remedy: SPLIT_POST,
  }),

  'carousel-size': ({ count, most }) => ({
    message: `There are ${count} pictures and videos; Threads takes at most ${most}.`,
    remedy: 'Spread them over several parts.',
  }),
  'media-missing': ({ number }) => ({
    message: `The file of picture or video ${number} is no longer here.`,
    remedy: 'Add the file again.',
  }),
  'media-not-public': ({ number }) => ({
    message: `Meta cannot fetch picture or video ${number}: this installation has no public address. The post will be held at its time.`,
    remedy:
      'Publish it by hand (`everthread copy`), or set EVERTHREAD_PUBLIC_URL or a bucket; `everthread doctor` tries it.',
  }),
  'media-url': ({ number }) => ({
    message: `The address of picture or video ${number} is none that Meta can fetch from.`,
    remedy: 'It must begin with https:// or http://.',
  }),
  'media-spoiler-without-media': () => ({
    message: 'Pictures and videos shall be hidden, and there are none.',
    remedy: 'Add one, or hide a piece of the text in place of them.',
  }),
  'alt-text-blank': ({ number }) => ({
    message: `The description of picture or video ${number} is empty.`,
    remedy: 'Describe what is to be seen, or leave the description away.',
  }),
  'alt-text-too-long': ({ number, count, most }) => ({
    message: `The description of picture or video ${number} has ${count} characters; Threads takes at most ${most}.`,
    remedy: 'Shorten it.',
  }),

  'topic-tag': () => ({
    message: 'This is no topic: 1 to 50 characters without full stop, “&”, tab and line end.',
    remedy: 'Shorten it, and take these characters out.',
  }),
  'quote-id': () => ({ message: 'This is no id of a post to quote.', remedy: NUMBER_FROM_API }),
  'reply-id': () => ({ message: 'This is no id of a post to reply to.', remedy: NUMBER_FROM_API }),
  'location-id': () => ({
    message: 'This is no id of a location.',
    remedy: 'Take the number that the search for locations gives.',
  }),
  'country-code': ({ code }) => ({
    message: `“${code}” is no code of a country.`,
    remedy: 'Use two capitals: DE, KZ, US.',
  }),
  'geo-gating-not-eligible': () => ({
    message: 'Meta does not let this account limit its posts to countries.',
    remedy: 'Take the countries out: everybody will see the post.',
  }),
  'location-scope': () => ({
    message: 'The token may not tag locations (threads_location_tagging).',
    remedy: `Take the location out. ${OR_RECONNECT}`,
  }),
  'cross-share-scope': () => ({
    message: 'The token may not share to Instagram (threads_share_to_instagram).',
    remedy: `Take the story out. ${OR_RECONNECT}`,
  }),
  'publish-scope': () => ({
    message: 'The token may not publish (threads_content_publish).',
    remedy: RECONNECT,
  }),

  'reply-on-later-part': () => ({
    message: 'Only the first part can reply to another post: each later one replies to the part before it.',
    remedy: 'Move the reply to the first part.',
  }),
  'delay-out-of-bounds': ({ most }) => ({
    message: `The pause before a part is 0 to ${most / HOUR} hours.`,
    remedy: 'Shorten it, or make a post of its own of what comes later.',
  }),
  'chain-too-long': ({ count, most }) => ({
    message: `The chain has ${count} parts; at most ${most} can go out in a day.`,
    remedy: 'Make several chains of it.',
  }),
  'quota-beyond': ({ wanted, left, total }) => ({
    message: `The post needs ${wanted} of Meta’s quota of ${total} in 24 hours, and ${left} was left when Meta was asked last.`,
    remedy: 'Choose a later time; otherwise the rest goes out when Meta lets it.',
  }),
  'duplicate-text': ({ postId }) => ({
    message: `The same words are queued or were published lately: post ${postId}.`,
    remedy: 'Look at it before you publish both: `everthread show`.',
  }),
}
