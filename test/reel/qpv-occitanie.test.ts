// @module-tag reel
import { existsSync } from "node:fs";
import { expect, test } from "vitest";
import { openFichier } from "#donnees/formats/fichier.ts";
import type { LigneLue } from "#donnees/formats/lecture.ts";
import { openLecture } from "#donnees/formats/open-lecture.ts";
import type { QpvRow } from "#donnees/formats/rows.ts";

const FICHIER = new URL("../../../shared/data/hackaviz2021_qp.geojson", import.meta.url);

test.skipIf(!existsSync(FICHIER))(
  "105 real perimeters of Occitanie, generation 2015 (skipped when ../shared/data is absent)",
  async () => {
    const options = { hash: (texte: string) => texte, aujourdhui: "2021-06-01" };
    const lecture = await openLecture(await openFichier(FICHIER.pathname), options);
    expect([lecture.source, lecture.profil]).toEqual(["qpv", "qpv-2015"]);
    const lignes: LigneLue<unknown>[] = [];
    for await (const lot of lecture.lots) lignes.push(...lot);
    const rows = lignes.flatMap((ligne) => (ligne.kind === "acceptee" ? [ligne.row as QpvRow] : []));
    expect(lignes.filter(({ kind }) => kind === "rejetee")).toEqual([]);
    expect(new Set(rows.map(({ code }) => code)).size).toBe(105);
    const points = rows.flatMap(({ contour }) => contour.coordinates.flat(2));
    // Occitanie, generously.
    expect(points.filter(([x, y]) => x < -0.5 || x > 5 || y < 42 || y > 45.2)).toEqual([]);
  },
);
