/**
 * Whether an address is one of the public internet's. Everything else (this machine, its networks, a cloud's metadata) must
 * not be reached by a URL that a user gave, in whatever notation it comes.
 *
 * @see https://www.iana.org/assignments/iana-ipv4-special-registry and iana-ipv6-special-registry (read 2026-11)
 */
import { BlockList, isIPv4, isIPv6 } from 'node:net'

const NOT_PUBLIC_IPV4: readonly (readonly [string, number])[] = [
  ['0.0.0.0', 8], // this network
  ['10.0.0.0', 8], // private
  ['100.64.0.0', 10], // carriers' NAT; Alibaba's metadata
  ['127.0.0.0', 8], // loopback
  ['168.63.129.16', 32], // Azure's own services, on every machine there
  ['169.254.0.0', 16], // link-local; most clouds' metadata
  ['172.16.0.0', 12], // private
  ['192.0.0.0', 24], // protocols; Oracle's metadata
  ['192.0.2.0', 24], // documentation
  ['192.31.196.0', 24], // AS112
  ['192.52.193.0', 24], // AMT
  ['192.88.99.0', 24], // 6to4 relays
  ['192.168.0.0', 16], // private
  ['192.175.48.0', 24], // AS112
  ['198.18.0.0', 15], // benchmarks
  ['198.51.100.0', 24], // documentation
  ['203.0.113.0', 24], // documentation
  ['224.0.0.0', 4], // multicast
  ['240.0.0.0', 4], // reserved, broadcast
]

/** Of IPv6 only what is routed: no loopback, no ULA, no link-local, no multicast, no IPv4 in disguise (::ffff:0:0/96, 64:ff9b::/96). */
const GLOBAL_IPV6: readonly [string, number] = ['2000::', 3]

/** Parts of it that are not, or that lead into IPv4. */
const NOT_PUBLIC_IPV6: readonly (readonly [string, number])[] = [
  ['2001::', 23], // protocols, Teredo among them
  ['2001:db8::', 32], // documentation
  ['2002::', 16], // 6to4
  ['2620:4f:8000::', 48], // AS112
  ['3fff::', 20], // documentation
]

const ipv4 = blockListOf(NOT_PUBLIC_IPV4, 'ipv4')
const ipv6 = blockListOf(NOT_PUBLIC_IPV6, 'ipv6')
const global6 = blockListOf([GLOBAL_IPV6], 'ipv6')

/** `address` as `node:dns` and `node:net` write it. What is no address is not public. */
export function isPublicAddress(address: string): boolean {
  if (isIPv4(address)) return !ipv4.check(address, 'ipv4')
  return isIPv6(address) && global6.check(address, 'ipv6') && !ipv6.check(address, 'ipv6')
}

function blockListOf(subnets: readonly (readonly [string, number])[], family: 'ipv4' | 'ipv6'): BlockList {
  const list = new BlockList()
  for (const [network, prefix] of subnets) list.addSubnet(network, prefix, family)
  return list
}
