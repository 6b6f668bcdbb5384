import { describe, expect, it, test } from "vitest";
import { CALAGE, saisieOf } from "../../../../test/fixtures/simulation.ts";
import { buildDemande } from "./build-demande.ts";
import { vueOfCalcul } from "./build-vue.ts";
import { simulate } from "./modele/simulate.ts";
import type { SaisieSimulation } from "./saisie.ts";
import type { VueSimulation } from "./vue.ts";

function vueOf(champs: SaisieSimulation = {}): VueSimulation {
  const { demande } = buildDemande(CALAGE, saisieOf(champs));
  const resultat = demande && simulate(demande.hypotheses, demande);
  if (!demande || !resultat) throw new Error("no result");
  const territoire = { epci: CALAGE.epci, nom: CALAGE.nom, demonstration: true };
  return vueOfCalcul(territoire, { demande, resultat });
}

describe("the answer", () => {
  test.each([
    [{ partHorsQpv: "0", reconstitution: "0" }, "Avec ces hypothèses, non."],
    [{ partHorsQpv: "50" }, "Avec ces hypothèses, rien n’est assuré."],
    [{ gainAnnuel: "1" }, "Avec ces hypothèses, oui, probablement."],
    [{ gainAnnuel: "2" }, "Avec ces hypothèses, oui."],
  ])("%j: %s", (champs, verdict) => {
    expect(vueOf(champs).reponse[0]).toBe(verdict);
  });

  it("asks the question, and says from where it starts", () => {
    const { titre, depart, reponse } = vueOf();
    expect(titre).toBe("Peut-on atteindre 25\u00A0% en 2021–2023 ?");
    expect(depart.phrase).toBe("En 2017, 18,3\u00A0% : 66 sur 360 attributions hors QPV, relogements non comptés.");
    expect(reponse[1]).toMatch(/^De 2021 à 2023, .* chances sur 100 d’atteindre 25\u00A0%\.$/);
  });
});

describe("the calendar of rehousing", () => {
  it("says the fullest year and what it takes of the leases", () => {
    const [quand, charge, tenable] = vueOf().calendrier;
    expect(quand).toMatch(
      /^222\u00A0ménages sont à reloger de 2019 à 2024 ; l’année la plus chargée est 2023, avec 8[01]\u00A0ménages\.$/,
    );
    expect(charge).toBe(
      "Cette année-là, 28 iraient hors QPV, soit 7,8\u00A0% des 360 attributions hors QPV de l’année.",
    );
    expect(tenable).toContain("Chaque année, les logements qui peuvent être attribués");
  });

  it("says so when none of them would go hors QPV, or when there are not enough dwellings", () => {
    expect(vueOf({ partHorsQpv: "0" }).calendrier[1]).toContain("Aucun n’irait hors QPV");
    const sans = { partHorsQpv: "100", "parc.hors.vacants": "0", "parc.hors.rotation": "1", "attributions.hors": "30" };
    expect(vueOf(sans).calendrier.at(-1)).toContain("le calendrier ne tient pas");
  });
});

describe("what is printed", () => {
  it("has one box a year and the period, apart", () => {
    const { boites } = vueOf();
    expect(boites.map(({ libelle }) => libelle)).toEqual([
      ..."2018 2019 2020 2021 2022 2023 2024 2025 2026".split(" "),
      "2021–2023",
    ]);
    expect(boites.filter(({ ensemble }) => ensemble)).toHaveLength(1);
    for (const { quantiles } of boites) expect([...quantiles].sort((a, b) => a - b)).toEqual(quantiles);
  });

  it("tells every assumption with its source and how sure it is", () => {
    const { hypotheses } = vueOf({ "parc.qpv.vacants": "500" });
    const surete = (libelle: string) => hypotheses.find((one) => one.libelle === libelle)?.surete;
    expect(surete("Part des relogés hors QPV")).toBe("levier choisi");
    expect(surete("Parc hors QPV")).toBe("mesuré");
    expect(surete("Parc en QPV")).toBe("à confirmer");
    expect(surete("Démolitions")).toBe("dit par la source");
    expect(surete("Tirages")).toBe("choix du modèle");
    expect(hypotheses.every(({ source }) => source !== "source à préciser")).toBe(true);
    expect(hypotheses.filter(({ aConfirmer }) => aConfirmer).every(({ surete: said }) => said === "à confirmer")).toBe(
      true,
    );
  });

  it("shows each bailleur beside its year of reference, and its interval", () => {
    const lignes = vueOf().figures.bailleurs?.lignes ?? [];
    expect(lignes.map(({ libelle, cellules }) => [libelle, cellules.depart])).toEqual([
      ["Premier", { valeur: 46 / 230, sur: 230 }],
      ["Second", { valeur: 20 / 130, sur: 130 }],
    ]);
    expect(lignes.every(({ cellules }) => cellules.moyenne?.bornes !== undefined)).toBe(true);
  });

  it("leaves out the vacancy of a stock that is not known", () => {
    const vide = Object.fromEntries(
      ["qpv", "hors"].flatMap((zone) =>
        ["logements", "vacants", "rotation"].map((champ) => [`parc.${zone}.${champ}`, ""]),
      ),
    );
    expect(vueOf(vide).figures.vacance).toBeNull();
    const half = vueOf({ "parc.qpv.vacants": "" }).figures.vacance;
    expect(half?.colonnes.map(({ code }) => code)).toEqual(["horsQpv"]);
  });
});

it("a number of leases is whole, rounded and never cut", () => {
  const barres = vueOf({ "attributions.hors": "365" }).tornade?.barres ?? [];
  const bouts = barres.find(({ libelle }) => libelle.startsWith("Attributions hors QPV"));
  expect([bouts?.bas.texte, bouts?.haut.texte].sort()).toEqual(["328", "402"]);
});
