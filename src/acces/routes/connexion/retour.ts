const LONGUEUR_MAX = 1000;

/**
 * The page to return to after login, as a path of this site; « / » for anything else. Read as browsers do: « //site », « /\site » and « /..//site »
 * lead elsewhere, and a control character may hide one.
 */
export function safeRetour(value: unknown): string {
  if (typeof value !== "string" || value.length > LONGUEUR_MAX || !/^\/[!-[\]-~\u00a0-\uffff]*$/.test(value))
    return "/";
  if (!URL.canParse(value, "http://ici.invalid")) return "/";
  const url = new URL(value, "http://ici.invalid");
  const path = `${url.pathname}${url.search}`;
  const leaves = url.origin !== "http://ici.invalid" || path.startsWith("//") || path.startsWith("/\\");
  return leaves || /^\/(connexion|deconnexion|bienvenue)(\/|\?|$)/.test(path) ? "/" : path;
}
