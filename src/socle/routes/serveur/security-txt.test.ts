import { readFileSync } from "node:fs";
import { describe, expect, it, test } from "vitest";
import { DELAIS_SIGNALEMENT } from "#service/pages/site/securite-page.tsx";
import { renderSecurityTxt } from "./security-txt.ts";

const ORIGINE = "https://blaise.exemple.fr";
const CONTACT = "mailto:securite@exemple.fr";

describe("/.well-known/security.txt", () => {
  it("says whom to write to, until when, and by which rules (RFC 9116)", () => {
    expect(renderSecurityTxt(ORIGINE, CONTACT, "2026-12-31")).toBe(
      [
        `Contact: ${CONTACT}`,
        "Expires: 2027-06-01T00:00:00Z",
        "Preferred-Languages: fr, en",
        `Canonical: ${ORIGINE}/.well-known/security.txt`,
        `Policy: ${ORIGINE}/securite`,
        "",
      ].join("\n"),
    );
  });

  it.each(["2026-01-01", "2026-08-31", "2027-02-28", "2028-02-29"])(
    "on %s, it is valid for five to six months",
    (jour) => {
      const [, expire = ""] = /^Expires: (.+)$/m.exec(renderSecurityTxt(ORIGINE, CONTACT, jour)) ?? [];
      const jours = (Date.parse(expire) - Date.parse(`${jour}T00:00:00Z`)) / 86_400_000;
      expect(jours).toBeGreaterThan(149);
      expect(jours).toBeLessThan(185);
    },
  );
});

test("SECURITY.md promises what the page promises", () => {
  const lignes = readFileSync("SECURITY.md", "utf8").match(/^\| .+ \|$/gm) ?? [];
  expect(lignes.slice(1)).toEqual(DELAIS_SIGNALEMENT.map(([promesse, delai]) => `| ${promesse} | ${delai} |`));
});
