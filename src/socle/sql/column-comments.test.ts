// @module-tag moteur
import { expect, test } from "vitest";
import { commentColumns } from "./column-comments.ts";

test("what the line of a column says is its comment", () => {
  const texte = [
    "-- Who came @classe C1",
    "create table nominatif.visite (",
    "  -- null: not said.",
    "  id              bigint primary key, -- Visite @classe C0",
    "  nom             text not null -- Nom de l'usager @classe C2",
    "                  check (nom in ('a','b')),",
    "  note            text, -- said aloud",
    "  check (id > 0)",
    ");",
    "alter table visite add column le date; -- Jour @classe C5",
    "alter table visite",
    "  add column du date, -- Début @classe C0",
  ];
  const comments =
    "comment on column nominatif.visite.id is 'Visite @classe C0';\n" +
    "comment on column nominatif.visite.nom is 'Nom de l''usager @classe C2';\n" +
    "comment on column visite.le is 'Jour @classe C5';\n" +
    "comment on column visite.du is 'Début @classe C0';\n";
  expect(commentColumns(texte.join("\n"))).toBe(comments);
  expect(commentColumns(texte.join("\r\n"))).toBe(comments);
  expect(commentColumns("select 1;")).toBe("");
});
