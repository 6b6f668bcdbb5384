import { gunzipSync } from "node:zlib";
import { PORTAIL_NATIONAL } from "#socle/regles/shared/portail-national.ts";
import { SECURITY_HEADERS } from "#socle/routes/serveur/security.ts";
import { MARQUE } from "./charges.ts";

/** One tag, closed, with quoted attributes: what our pages are made of. */
const BALISE =
  /<(?:!doctype html|\/[a-z][a-z0-9-]*|[a-z][a-z0-9-]*(?:\s+[a-zA-Z][a-zA-Z0-9:-]*(?:="[^"<>]*")?)*\s*\/?)>/gy;
const ATTRIBUT = /\s([a-zA-Z][a-zA-Z0-9:-]*)(?:="([^"<>]*)")?/g;

/** Elements that our pages never have, whatever their attributes. */
const INTERDITS =
  /^<(iframe|object|embed|base|style|frame|frameset|applet|animate|set|foreignobject|use|portal|template)\b/i;
const ADRESSES: ReadonlySet<string> = new Set(["href", "src", "action", "formaction", "poster", "data", "xlink:href"]);
/** Our pages send readers nowhere else, but for the national portal, whose address they write themselves. */
const ICI = /^(#|\?|\/(?!\/|\\)|data:image\/)/;

/**
 * What a page has that ours never have: a sign « < » that begins no tag of ours, a script, a style or a handler written in the page, an
 * element that loads something else, an address that leaves. Whatever was written in it must be text, or the value of an attribute.
 */
export function inspectHtml(html: string): readonly string[] {
  const defauts: string[] = [];
  let from = 0;
  while (from !== -1) {
    const at = html.indexOf("<", from);
    if (at === -1) break;
    BALISE.lastIndex = at;
    const [balise = ""] = BALISE.exec(html) ?? [];
    if (balise === "") defauts.push(`« < » that begins no tag: ${html.slice(Math.max(0, at - 40), at + 60)}`);
    else defauts.push(...judgeBalise(balise, html.slice(at + balise.length, at + balise.length + 9)));
    from = at + Math.max(1, balise.length);
  }
  return defauts;
}

function judgeBalise(balise: string, after: string): string[] {
  const attributs = new Map([...balise.matchAll(ATTRIBUT)].map(([, nom = "", valeur]) => [nom.toLowerCase(), valeur]));
  const defauts = [...attributs].flatMap(([nom, valeur = ""]) => judgeAttribut(nom, valeur));
  if (INTERDITS.test(balise)) defauts.push("element");
  if (/^<script\b/i.test(balise) && (!attributs.get("src")?.startsWith("/statique/") || after !== "</script>"))
    defauts.push("inline script");
  if (/^<meta\b/i.test(balise) && attributs.has("http-equiv") && !/^\d+$/.test(attributs.get("content") ?? ""))
    defauts.push("meta");
  return defauts.map((defaut) => `${defaut}: ${balise}`);
}

function judgeAttribut(nom: string, valeur: string): string[] {
  if (/^on/.test(nom) || nom === "style" || nom === "srcdoc" || MARQUE.test(nom)) return [`attribute ${nom}`];
  return ADRESSES.has(nom) && !ICI.test(valeur) && valeur !== PORTAIL_NATIONAL.href ? [`address ${nom}`] : [];
}

/** All that an answer may carry, and nothing that a payload would add. */
const ENTETES: ReadonlySet<string> = new Set([
  ...SECURITY_HEADERS.map(([name]) => name),
  "allow",
  "cache-control",
  "clear-site-data",
  "connection",
  "content-disposition",
  "content-encoding",
  "content-length",
  "content-type",
  "date",
  "etag",
  "keep-alive",
  "location",
  "refresh",
  "retry-after",
  "set-cookie",
  "transfer-encoding",
  "vary",
  "x-requete",
]);

/** Where a payload may stand because it cannot act there, header by header. */
const MAY_HOLD: Readonly<Record<string, RegExp>> = {
  // Going back to the page that was asked for: a path of ours, escaped.
  location: /^\/(?![/\\])[!-~]*$/,
  // The searches that a person asked to keep: one escaped value, then attributes that hold nothing of it.
  "set-cookie": /^blaise-vues=[\w!%.~*'()-]*; Max-Age=\d+; Path=\/(?:; (?:HttpOnly|Secure|SameSite=\w+))*$/,
};

/** Headers that the product does not send, or in which a payload stands where it could act. */
export function inspectHeaders(headers: Headers, marques: readonly string[]): readonly string[] {
  const defauts: string[] = [];
  for (const [name, value] of headers) {
    if (!ENTETES.has(name)) defauts.push(`header ${name}`);
    if (!marques.some((marque) => value.includes(marque))) continue;
    if (MAY_HOLD[name]?.test(value)) continue;
    defauts.push(`payload in ${name}: ${value.slice(0, 200)}`);
  }
  for (const [name] of SECURITY_HEADERS) if (!headers.has(name)) defauts.push(`no ${name}`);
  return defauts;
}

/** Types that a browser may open as a page are pages; the rest is data, or a file to keep. */
export async function inspectAnswer(response: Response, marques: readonly string[]): Promise<readonly string[]> {
  const defauts = [...inspectHeaders(response.headers, marques)];
  if (response.status >= 500) defauts.push(`status ${response.status}`);
  const type = response.headers.get("content-type") ?? "";
  const attachment = response.headers.get("content-disposition")?.startsWith("attachment") ?? false;
  const bytes = Buffer.from(await response.arrayBuffer());
  const body = (response.headers.get("content-encoding") === "gzip" ? gunzipSync(bytes) : bytes).toString("utf8");
  if (type.startsWith("text/html")) defauts.push(...inspectHtml(body));
  else if (/\bjson\b/.test(type)) JSON.parse(body);
  else if (body !== "" && !attachment && !/^(text\/css|text\/javascript|image\/svg|font\/)/.test(type)) {
    if (marques.some((marque) => body.includes(marque))) defauts.push(`payload in a body of type « ${type} »`);
  }
  return defauts;
}
