/** The same server, another database. (`new URL` would decode the socket's folder that stands for the host.) */
export function withDatabase(url: string, nom: string): string {
  return url.replace(/\/[^/?]*(\?|$)/, `/${nom}$1`);
}
