import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";

/**
 * A browser that has logged in by password keeps a token signed with the stored hash of that password: the server stores nothing more, manages no
 * key, and a new password invalidates all tokens. The token opens nothing: it gives its bearer a separate count of trials, so that an attacker
 * elsewhere cannot block the owner.
 */
const DUREE_MS = 180 * 24 * 3_600_000;

/** Tokens of one browser, for officers who share it; the oldest is dropped. */
const APPAREILS_MAX = 4;
const SEPARATEUR = "~";

/** The cookie after a success: this account's token first, then the other accounts'. */
export function addAppareil(cookie: string, compte: number, phc: string, maintenant: string): string {
  const expire = Math.floor((Date.parse(maintenant) + DUREE_MS) / 1000).toString(36);
  const corps = `${compte.toString(36)}.${expire}.${randomBytes(12).toString("base64url")}`;
  const others = jetonsOf(cookie).filter((jeton) => !jeton.startsWith(`${compte.toString(36)}.`));
  return [`${corps}.${sign(corps, phc)}`, ...others].slice(0, APPAREILS_MAX).join(SEPARATEUR);
}

/** Identifier of the device, when it has logged in with this very password in the last 180 days. */
export function findAppareil(cookie: string, compte: number, phc: string, maintenant: string): string | null {
  const jeton = jetonsOf(cookie).find((candidate) => candidate.startsWith(`${compte.toString(36)}.`));
  const [id, expire, tirage, signature] = jeton?.split(".") ?? [];
  if (!id || !expire || !tirage || !signature) return null;
  const expected = Buffer.from(sign(`${id}.${expire}.${tirage}`, phc));
  const given = Buffer.from(signature);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
  return Number.parseInt(expire, 36) * 1000 > Date.parse(maintenant) ? `${id}.${tirage}` : null;
}

function jetonsOf(cookie: string): readonly string[] {
  return cookie
    .split(SEPARATEUR)
    .filter((jeton) => /^[a-z0-9]+\.[a-z0-9]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+$/.test(jeton));
}

function sign(corps: string, phc: string): string {
  return createHmac("sha256", `appareil:${phc}`).update(corps).digest("base64url");
}
