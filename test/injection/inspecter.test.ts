import { describe, expect, it } from "vitest";
import { CHARGES } from "./charges.ts";
import { inspectHeaders, inspectHtml } from "./inspecter.ts";

const page = (main: string) =>
  `<!doctype html><html lang="fr"><head><script type="module" src="/statique/a.js?v=1"></script></head><body><main id="contenu" tabindex="-1">${main}</main></body></html>`;

describe("the judge of pages", () => {
  it("finds nothing in a sound page", () => {
    expect(
      inspectHtml(page('<p>1 &lt; 2</p><a href="/t/1?x=%3Cscript%3E">&lt;script&gt;</a><input value="&quot; onx=" />')),
    ).toEqual([]);
  });

  it.each([
    ["a script", "<script>x()</script>"],
    ["a script beside its source", '<script src="/statique/a.js">x()</script>'],
    ["a script from elsewhere", '<script src="//hors.invalid/a.js"></script>'],
    ["a handler", '<img src="/x" onerror="x()" />'],
    ["a style", '<p style="color:red">x</p>'],
    ["a style element", "<style>p{}</style>"],
    ["a link to a script", '<a href="javascript:x()">x</a>'],
    ["a link elsewhere", '<a href="//hors.invalid/">x</a>'],
    ["a form to elsewhere", '<form action="https://hors.invalid/"></form>'],
    ["an unquoted attribute", "<b id=x>x</b>"],
    ["a sign", "<p>1 < 2</p>"],
    ["a frame", '<iframe src="/x"></iframe>'],
    ["a redirection", '<meta http-equiv="refresh" content="0;url=//x" />'],
    ["a quote closed early", '<input value="" onfocus="x()" />'],
  ])("finds %s", (_, planted) => {
    expect(inspectHtml(page(planted))).not.toEqual([]);
  });

  it("finds every payload that is markup once it is written raw in a page", () => {
    const markup = CHARGES.filter(({ famille, texte }) => famille === "html-texte" && texte.includes("<"));
    expect(markup.length).toBeGreaterThan(50);
    expect(markup.filter(({ texte }) => inspectHtml(page(`<p>${texte}</p>`)).length === 0)).toEqual([]);
  });

  it("finds a header more, and a payload in one", () => {
    expect(inspectHeaders(new Headers({ "x-forge": "1" }), ["zq0v0z"])).toContain("header x-forge");
    const kept = "blaise-vues=7%3Fzq0v0z; Max-Age=1; Path=/; HttpOnly";
    const among = (cookie: string) => inspectHeaders(new Headers({ "set-cookie": cookie }), ["zq0v0z"]).join();
    expect(among(kept)).not.toContain("set-cookie");
    expect(among(`${kept}; zq0v0z=1`)).toContain("payload in set-cookie");
    expect(inspectHeaders(new Headers({ location: "//hors.invalid/zq0v0z" }), ["zq0v0z"]).join()).toContain("location");
  });
});
