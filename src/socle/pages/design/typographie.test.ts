import { expect, it } from "vitest";
import { lockSpaces } from "./typographie.ts";

it.each([
  ["quotes", "<p>dans « Mon compte ».</p>", "<p>dans «\u00A0Mon compte\u00A0».</p>"],
  [
    "a colon, and one at the end of its element",
    "<p>Motif : dix</p><b>Aucun : </b>",
    "<p>Motif\u00A0: dix</p><b>Aucun\u00A0: </b>",
  ],
  ["a semicolon, a question", "<p>lu ; gardé ? non !</p>", "<p>lu\u202F; gardé\u202F? non\u202F!</p>"],
  ["a quote that a break would cut", "<p>«\n  Bilan » : oui</p>", "<p>«\u00A0Bilan\u00A0»\u00A0: oui</p>"],
  ["a percentage", "<p>25 % des baux, 7 340 € par an</p>", "<p>25\u00A0% des baux, 7 340\u00A0€ par an</p>"],
  ["attributes", '<a title="a : b" href="/?q= : ">x</a>', '<a title="a : b" href="/?q= : ">x</a>'],
  ["what is typed", "<textarea>a : b</textarea><p>a : b</p>", "<textarea>a : b</textarea><p>a\u00A0: b</p>"],
  ["what is copied", "<code>blaise x : y</code>", "<code>blaise x : y</code>"],
  ["what a file says", '<span class="brut">a ; b</span>', '<span class="brut">a ; b</span>'],
  ["entities", "<p>Der &amp; Blaise &lt; 3 ;</p>", "<p>Der &amp; Blaise &lt; 3\u202F;</p>"],
  ["an hour, an address, an emoticon of a file", "<p>12:30, http://x, a :b</p>", "<p>12:30, http://x, a :b</p>"],
])("locks, or leaves alone: %s", (_, given, wanted) => {
  expect(lockSpaces(given)).toBe(wanted);
});

it("changes nothing the second time", () => {
  const once = lockSpaces("<p>« a » : b ; c ? 3 %</p>");
  expect(lockSpaces(once)).toBe(once);
});
