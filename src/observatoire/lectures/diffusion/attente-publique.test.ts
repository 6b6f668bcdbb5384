import { expect, test } from "vitest";
import type { Figure, LigneFigure } from "#socle/lectures/observatoire/figure.ts";
import { situerAttente } from "./attente-publique.ts";

const ligne = (cle: string, libelle: string, nombres: Readonly<Record<string, number | null>>): LigneFigure => ({
  cle,
  libelle,
  cellules: Object.fromEntries(
    Object.entries(nombres).map(([code, valeur]) => [
      code,
      valeur === null ? { valeur, manque: "secret" } : { valeur },
    ]),
  ),
  ...(cle === "total" ? { total: true as const } : {}),
});
const publiee = (lignes: readonly LigneFigure[]): Figure => ({
  code: "attente-typologies",
  titre: "Combien de temps ont attendu les ménages logés en 2017",
  lecture: null,
  maille: "epci",
  colonnes: [],
  lignes,
  methode: { definition: [], source: "essai", reserves: [] },
  carte: null,
  graphique: null,
});

const GRAND = ligne("T5P", "T5 et plus", { "moins-1-an": 20, "1-an-plus": 80, "0-6": 11, "12-24": 60 });
const SECRET = ligne("T4", "T4", { "moins-1-an": null, "1-an-plus": null });
const TOTAL = ligne("total", "Ensemble", { "moins-1-an": 300, "1-an-plus": 100, "0-6": 250, "12-24": 60 });

test("a household reads the wait of its size, six rooms with five, or that of all when its own is secret", () => {
  const figure = publiee([SECRET, GRAND, TOTAL]);
  expect(situerAttente(figure, "T6P")).toMatchObject({ taille: "T5 et plus", moitie: { de: 12, a: 24, baux: 100 } });
  const toutes = { taille: null, moitie: { de: 0, a: 6, baux: 400 }, troisQuarts: { de: 6, a: 24 } };
  expect(situerAttente(figure, "T4")).toMatchObject(toutes);
  expect(situerAttente(figure, "T2")).toMatchObject(toutes);
  expect(situerAttente(figure, null)).toMatchObject(toutes);
});

test("nothing is told where nothing is bounded", () => {
  expect(situerAttente(publiee([SECRET]), "T4")).toBeNull();
  const tous = ligne("total", "Ensemble", { "moins-1-an": 11, "1-an-plus": 11 });
  expect(situerAttente(publiee([SECRET, tous]), "T4")).toBeNull();
});
