import { describe, expect, it, test } from "vitest";
import { readFacture } from "./facture.ts";

const page = (corps: string) => `<!doctype html><html lang="fr"><body><main>${corps}</main></body></html>`;
const fautesOf = (corps: string) => readFacture(page(corps)).fautes;

describe("what is broken in the HTML alone", () => {
  test.each([
    ["an id given twice", '<p id="a">x</p><p id="a">y</p>', "two elements of one id: a"],
    ["a label of nothing", '<label for="nom">Nom</label><input id="non" aria-label="x">', "nothing has the id nom"],
    ["a description that is not there", '<input aria-label="x" aria-describedby="a b"><p id="a">x</p>', "the id b"],
    ["a cell under no header", '<table><tr><th id="a">x</th><td headers="a c">y</td></tr></table>', "the id c"],
    ["a link to nowhere in the page", '<a href="#ici">x</a>', "nothing has the id ici"],
    ["a field without a label", '<label for="b">x</label><input id="b"><input id="c">', "a field without a name"],
    ["a list without a label", "<p>Année</p><select><option>1</option></select>", "a field without a name"],
    ["a text that another's label names", '<label for="a">x</label><input id="a"><textarea id="b"></textarea>', "name"],
    ["a heading under none", "<h1>x</h1><h3>y</h3><h2>z</h2>", "a level of headings passed over: h3 y"],
    ["a label that says nothing of the field", '<input type="text" aria-label=" ">', "a field without a name"],
  ])("%s", (_, corps, faute) => {
    expect(fautesOf(corps)).toEqual([expect.stringContaining(faute)]);
  });

  test.each([
    ["a label before", '<label for="a">x</label><input id="a">'],
    ["a label around", "<label>x <input></label>"],
    ["another element's words", '<p id="t">x</p><select aria-labelledby="t"></select>'],
    ["what nobody fills", '<input type="hidden" name="a"><button>x</button><input type="submit" value="x">'],
    ["a link to the top", '<a href="#">x</a>'],
  ])("nothing: %s", (_, corps) => {
    expect(fautesOf(corps)).toEqual([]);
  });
});

describe("how it is made", () => {
  const isSame = (a: string, b: string) =>
    JSON.stringify([...readFacture(page(a)).factures]) === JSON.stringify([...readFacture(page(b)).factures]);

  test.each([
    ["what it says", '<p class="x">un</p>', '<p class="x">deux</p>'],
    ["where it leads", '<a href="/a">x</a>', '<a href="/b">x</a>'],
    ["how many there are", "<ul><li>x</li></ul>", "<ul><li>x</li><li>y</li></ul>"],
    ["under what it stands", "<ul><li><p>x</p><p>y</p></li></ul>", "<ul><li>y</li></ul><p>x</p>"],
  ])("does not look at %s", (_, a, b) => expect(isSame(a, b)).toBe(true));

  test.each([
    ["its class", '<p class="x">un</p>', '<p class="y">un</p>'],
    ["its state", '<button aria-expanded="true">x</button>', '<button aria-expanded="false">x</button>'],
    ["that it is empty", "<p>x</p>", "<p> </p>"],
    ["an address that it no longer has", '<a href="/a">x</a>', '<a href="">x</a>'],
  ])("looks at %s", (_, a, b) => expect(isSame(a, b)).toBe(false));
});

it("gives the words of the page itself, spaces made one", () => {
  expect(readFacture("<nav>a</nav><main><p>66 sur\n 360\u00a0%</p></main>").texte).toBe("66 sur 360 %");
});
