import { expect, it } from "vitest";
import type { FondFigure } from "#socle/images/fond.ts";
import { renderCarteSituation, situerResidence } from "./carte-situation.ts";

const square = (x: number, y: number, cote: number) => ({
  type: "MultiPolygon" as const,
  coordinates: [
    [
      [
        [x, y],
        [x + cote, y],
        [x + cote, y + cote],
        [x, y + cote],
      ] as const,
    ],
  ],
});
const FOND: FondFigure = {
  communes: [
    { code: "52448", nom: "Saint-Dizier", contour: square(4.9, 48.6, 0.1), source: "IGN", secteur: null },
    { code: "52550", nom: "Wassy", contour: square(5, 48.6, 0.1), source: "IGN", secteur: null },
  ],
  qpv: [],
};
const draw = (commune: string | null, point: readonly [number, number] | null) =>
  renderCarteSituation(situerResidence({ unite: { nom: "Crète", commune, point }, autour: [[4.96, 48.66]] }), FOND);

it("a located résidence is one large point among the light ones", () => {
  const carte = draw("52448", [4.95, 48.65]);
  expect(carte?.svg.match(/<circle [^>]*r="8"/g)).toHaveLength(1);
  expect(carte?.svg.match(/<circle [^>]*r="3.5"/g)).toHaveLength(1);
  expect(carte?.notes.join(" ")).toContain("1\u00A0autre résidence localisée");
});

it("one without coordinates is said « non localisée », and only its commune is outlined", () => {
  const carte = draw("52448", null);
  expect(carte?.svg).not.toContain('r="8"');
  expect(carte?.alternative).toContain("non localisée");
  expect(carte?.notes[0]).toContain("Non localisée");
});

it("nothing is drawn for a commune without a contour", () => {
  expect(draw("52999", null)).toBeNull();
  expect(draw(null, null)).toBeNull();
});
