// An application as there are many: it calls the Threads API by hand. Give it the base URL, and a sandbox can take Meta's place.
export async function greet(baseUrl, token) {
  const response = await fetch(`${baseUrl}/v1.0/me?fields=username&access_token=${token}`)
  const { username, error } = await response.json()
  return error?.code === 190 ? 'Please log in to Threads again' : `Hello, ${username}`
}
