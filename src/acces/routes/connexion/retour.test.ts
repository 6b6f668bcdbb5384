import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { safeRetour } from "./retour.ts";

describe("the page to go back to", () => {
  it.each([
    ["/t/200068666/bilan?annee=2017", "/t/200068666/bilan?annee=2017"],
    ["/mon-compte", "/mon-compte"],
    ["/t/1/lots?nom=é", "/t/1/lots?nom=%C3%A9"],
    ["/a//b", "/a//b"],
    ["//evil.example", "/"],
    ["///evil.example", "/"],
    ["/\\evil.example", "/"],
    ["\\\\evil.example", "/"],
    ["/..//evil.example", "/"],
    ["/./\\evil.example", "/"],
    ["/t/..//evil.example/x", "/"],
    ["/%2e%2e//evil.example", "/"],
    ["https://evil.example/", "/"],
    ["https:evil.example", "/"],
    ["javascript:alert(1)", "/"],
    ["data:text/html,x", "/"],
    ["/\t/evil.example", "/"],
    ["/\n/evil.example", "/"],
    ["\u0000//evil.example", "/"],
    [" //evil.example", "/"],
    ["t/1", "/"],
    ["", "/"],
    [undefined, "/"],
    [["/a"], "/"],
    [`/${"a".repeat(1000)}`, "/"],
    ["/connexion?retour=/a", "/"],
    ["/deconnexion", "/"],
    ["/bienvenue/abc", "/"],
  ])("%j → %s", (value, expected) => {
    expect(safeRetour(value)).toBe(expected);
  });

  it("never leaves this site, whatever is written, as a browser reads it", () => {
    const morceau = fc.constantFrom(
      "/",
      "\\",
      "..",
      ".",
      "evil.example",
      "%2f",
      "%5c",
      "@",
      ":",
      "?",
      "#",
      "\t",
      "a",
      "é",
      "https:",
    );
    fc.assert(
      fc.property(fc.array(morceau, { maxLength: 10 }), (parts) => {
        const retour = safeRetour(parts.join(""));
        expect(retour.startsWith("/")).toBe(true);
        expect(new URL(retour, "https://blaise.example").origin).toBe("https://blaise.example");
      }),
      { numRuns: 2000 },
    );
  });
});
