import { expect, test } from "vitest";
import { countMots } from "./mots.ts";

const page = (contenu: string) =>
  `<body><nav>Menu du haut</nav><main id="contenu">${contenu}</main><footer>Pied</footer></body>`;

test.each([
  ["words of the content alone", "<h1>Un titre</h1><p>Trois petits mots.</p>", { ouverts: 5, tous: 5 }],
  [
    "neither menus, nor drawings, nor what is only heard",
    '<nav>a b</nav><svg><text>c</text></svg><p class="lu">d</p><p>e</p>',
    { ouverts: 1, tous: 1 },
  ],
  [
    "the choices of a list are one field",
    "<label>Année</label><select><option>2017</option><option>2018</option></select>",
    { ouverts: 1, tous: 1 },
  ],
  [
    "a fold is its summary until it is open",
    "<details><summary>Comment c’est calculé</summary><p>un deux trois</p></details>",
    { ouverts: 3, tous: 6 },
  ],
  ["an open fold is read", "<details open><summary>Voir</summary><p>un deux</p></details>", { ouverts: 3, tous: 3 }],
  [
    "a fold inside a fold is not seen",
    "<details><summary>a</summary><details><summary>b</summary>c</details></details>d",
    { ouverts: 2, tous: 4 },
  ],
  ["a sign is no word, a number is one", "<p>63 sur 261 – 24,1 % : atteint</p>", { ouverts: 5, tous: 5 }],
])("%s", (_nom, contenu, mots) => {
  expect(countMots(page(contenu))).toEqual(mots);
});
