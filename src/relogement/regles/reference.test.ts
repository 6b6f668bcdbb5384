import { expect, test } from "vitest";
import { prefixOf } from "./reference.ts";

test.each([
  ["Immeuble Orcades", "ORC"],
  ["Immeubles Réunion/Miquelon/Samoa/Vulcain", "REU"],
  ["Démolition de l’immeuble « Ibiza »", "IBI"],
  ["Bâtiment 12", "REL"],
  ["Tour É", "E"],
  ["", "REL"],
])("files of %s begin with %s", (nom, prefixe) => {
  expect(prefixOf(nom)).toBe(prefixe);
});
