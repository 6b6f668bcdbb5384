import { describe, expect, it } from "vitest";
import { type Gantt, renderGantt } from "./gantt.ts";

const GANTT: Gantt = {
  titre: "Calendrier",
  aujourdhui: "2020-07-01",
  groupes: [
    { titre: "En retard", lignes: [] },
    {
      titre: "Démolition",
      lignes: [
        {
          nom: "Tour <A> & annexe",
          alerte: "12 jours de retard",
          barres: [
            { libelle: "Chantier", reel: false, debut: "2019-01-01", fin: "2019-12-31" },
            { libelle: "Chantier", reel: true, debut: "2019-03-01", fin: null },
          ],
        },
      ],
    },
  ],
};

describe("renderGantt", () => {
  const svg = renderGantt(GANTT) ?? "";

  it("tells planned from real without a colour: a hollow bar above a full one, an arrow when it goes on", () => {
    expect(svg.match(/fill="#ffffff" stroke=/g)?.length).toBe(2);
    const [planned = "", real = ""] = svg.match(/<rect x="[^"]*" y="[^"]*" width="[^"]*" height="[89]"[^>]*>/g) ?? [];
    const y = (rect: string) => Number(/ y="([^"]*)"/.exec(rect)?.[1]);
    expect(y(real)).toBeGreaterThan(y(planned));
    expect(svg).toContain("l7 4.5l-7 4.5z");
  });

  it("says each row in words, escaped", () => {
    expect(svg).toContain("Tour &lt;A&gt; &amp; annexe");
    expect(svg).toContain("Chantier, prévu, du 01/01/2019 au 31/12/2019");
    expect(svg).toContain("Chantier, réel, depuis le 01/03/2019");
    expect(svg).toContain("12 jours de retard");
    expect(svg).not.toContain("En retard");
  });

  it("has the years and today, inside the drawing", () => {
    expect(svg).toContain(">2019<");
    expect(svg).toContain("aujourd’hui");
    const numbers = [...svg.matchAll(/ x="([\d.-]+)"/g)].map(([, x]) => Number(x));
    expect(Math.min(...numbers)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...numbers)).toBeLessThanOrEqual(960);
  });

  it("draws nothing when no bar has a day", () => {
    expect(renderGantt({ ...GANTT, groupes: [] })).toBeNull();
    expect(
      renderGantt({ ...GANTT, groupes: [{ titre: "x", lignes: [{ nom: "sans date", alerte: null, barres: [] }] }] }),
    ).toBeNull();
  });
});
