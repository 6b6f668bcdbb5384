import { createHash, randomBytes } from "node:crypto";

/** 256 random bits, as 43 characters fit for a cookie or an address. */
export function drawJeton(): string {
  return randomBytes(32).toString("base64url");
}

/** The stored form of a token: a leak of the database gives no way in. No salt is needed, since 256 random bits cannot be searched. */
export function hashJeton(jeton: string): string {
  return createHash("sha256").update(jeton).digest("hex");
}

/** The form of our tokens: anything else is refused without a query. */
export function isJeton(value: string): boolean {
  return /^[A-Za-z0-9_-]{43}$/.test(value);
}
