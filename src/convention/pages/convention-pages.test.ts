import { describe, expect, it } from "vitest";
import { compareEngagements, tableObjectifs } from "#engagements/lectures/convention/table-objectifs.ts";
import { formatObjectif } from "#engagements/regles/convention/format-objectif.ts";
import { AVENANT, CONVENTION, VERSION_SIGNEE } from "../../../test/fixtures/convention.ts";
import { CADRE, expectSoundPage, textOf } from "../../../test/fixtures/pages.ts";
import type { Rejeu } from "../lectures/rejouer-avenant.ts";
import { renderAvenantsPage } from "./avenants-page.tsx";
import { renderConventionPage, renderConventionVide } from "./convention-page.tsx";
import { type EditeurProps, renderEditeurPage } from "./objectifs-editeur.tsx";
import { renderPreparerPage } from "./preparer-page.tsx";
import { saisieOf } from "./saisie-objectifs.ts";
import { renderVersionPage, type VersionPageProps } from "./version-page.tsx";

const JOUR = "2019-02-01";
const TOUT = { ecrire: true, etape: true, confirmer: false, signer: [11, 12] };
const RIEN = { ecrire: false, etape: false, confirmer: false, signer: [] };

const REJEU: Rejeu = {
  epci: CONVENTION.epci,
  numero: 1,
  titre: "Avenant n° 1",
  actuelle: 0,
  annees: [2018],
  lignes: [
    {
      annee: 2018,
      objet: "hors-qpv",
      porteur: { type: "epci" },
      nom: "EPCI",
      assiette: 360,
      realise: 80,
      taux: 80 / 360,
      actuel: { taux: 0.21, nombre: 76, attendu: 76, manque: 0, verdict: "atteint", annee: 2018 },
      projet: { taux: 0.25, nombre: 90, attendu: 90, manque: 10, verdict: "non-atteint", annee: 2019 },
    },
  ],
  remarques: ["Rien n’est écrit pour 2018 : la ligne de 2019 est appliquée."],
};

function props(changes: Partial<VersionPageProps> = {}): VersionPageProps {
  const lue = changes.lue ?? VERSION_SIGNEE;
  return {
    cadre: CADRE,
    convention: CONVENTION,
    lue,
    droits: RIEN,
    organisations: [],
    saisie: {},
    tables: tableObjectifs(lue.engagements, CONVENTION.noms),
    changements: null,
    rejeu: null,
    aujourdhui: JOUR,
    annonce: null,
    erreur: null,
    ...changes,
  };
}

const changementsDe = () => compareEngagements(VERSION_SIGNEE.engagements, AVENANT.engagements, CONVENTION.noms);

describe("the convention in force", () => {
  const html = renderConventionPage(props({ cadre: { ...CADRE, chemin: "convention" } }));
  const text = textOf(html);

  it("is a sound page, with its own navigation and downloads", () => {
    expectSoundPage(html);
    expect(html).toContain('aria-current="page">Convention</a>');
    expect(html).toContain(`href="/t/${CONVENTION.epci}/convention.pdf"`);
  });

  it.each([
    ["the day, the act and its revision", "5 octobre 2018"],
    ["signatures", "2 sur 2"],
    [
      "the number's own rate beside the printed one",
      formatObjectif({ nombre: 32, taux: 0.25, tauxDuNombre: 32 / 130 }),
    ],
    ["how many checks ask for an answer", "1 point à vérifier, "],
    ["the permanent notice", "Taux inférieur au plancher légal"],
    ["what is being prepared", "En préparation : Avenant n° 1 ."],
  ])("says %s", (_, said) => expect(text).toContain(said.replaceAll("\u00a0", " ")));

  it.each([
    ["controles", "Vitry Habitat a des objectifs et ne figure pas parmi les signataires."],
    ["etapes", "date inconnue (non donnée par le document)"],
    ["etapes", "Avis du comité du PDALHPD à confirmer"],
    ["actions", "9. Décliner les objectifs de mixité sociale"],
  ] as const)("tells on a view of its own, %s: %s", (partie, said) => {
    expect(html).toContain(`/convention/versions/0?partie=${partie}"`);
    const vue = renderVersionPage(props({ partie }));
    expectSoundPage(vue);
    expect(textOf(vue)).toContain(said);
  });

  it("offers nothing to whoever only reads", () => {
    expect(html).not.toContain('method="post" action="/t/');
    expect(renderVersionPage(props({ partie: "etapes" }))).not.toContain('method="post" action="/t/');
  });

  it("asks for another day, and keeps it in the downloads", () => {
    const past = renderConventionPage(props({ convention: { ...CONVENTION, jour: "2018-12-31" } }));
    expect(textOf(past)).toContain("En vigueur le 31 décembre 2018");
    expect(past).toContain("convention.xlsx?jour=2018-12-31");
  });
});

describe("no convention", () => {
  const vide = { cadre: CADRE, jour: JOUR, aujourdhui: JOUR, versions: [], annonce: null };

  it("says to the EPCI what to do, to the others that there is none", () => {
    const writer = renderConventionVide({ ...vide, ecrire: true });
    expectSoundPage(writer);
    expect(textOf(writer)).toContain("Reprendre une convention déjà signée");
    const reader = renderConventionVide({ ...vide, ecrire: false });
    expectSoundPage(reader);
    expect(textOf(reader)).toContain("Aucune convention publiée");
    expect(reader).not.toContain("/convention/preparer");
  });

  it("says what exists when the day is before it", () => {
    const early = renderConventionVide({ ...vide, jour: "2016-01-01", versions: [VERSION_SIGNEE], ecrire: false });
    expectSoundPage(early);
    expect(textOf(early)).toContain("Aucune convention en vigueur le 1er janvier 2016");
    expect(textOf(early)).toContain("en vigueur depuis le 5 octobre 2018");
  });
});

describe("a version", () => {
  const draft = (changes: Partial<VersionPageProps> = {}) =>
    renderVersionPage(props({ lue: AVENANT, changements: changementsDe(), rejeu: REJEU, ...changes }));

  it("shows what it changes and what it would have made of 2018", () => {
    const html = draft();
    expectSoundPage(html);
    const text = textOf(html);
    expect(text).toContain("2019, Hors QPV : 1er quartile ou relogés EPCI 80, imprimé 22 %");
    expect(text).toContain("Avec ces objectifs, 2018 aurait été");
    expect(text).toContain("Il manque 10");
    expect(text).toContain("objectif de 2019");
    expect(text).toContain("Bloquant 2018 : 21 % hors QPV pour l’EPCI");
  });

  it("offers each act to whoever may do it, and only then", () => {
    const acts = ["objectifs", "etapes", "signataires", "signatures", "abandonner", "reprise"];
    const all = draft({ droits: TOUT });
    expectSoundPage(all);
    for (const act of acts) expect(all, act).toContain(`/convention/versions/1/${act}"`);
    const none = draft();
    for (const act of acts) expect(none, act).not.toContain(`/convention/versions/1/${act}"`);
    const signer = draft({ droits: { ...RIEN, signer: [11] } });
    expect(signer.match(/\/signatures"/g)).toHaveLength(1);
    expect(signer).not.toContain("/etapes");
  });

  it("in force, is no longer changed but for its annual bilans", () => {
    const html = renderVersionPage(props({ droits: TOUT, partie: "etapes" }));
    expect(textOf(html)).toContain("Ajouter un bilan annuel");
    for (const act of ["objectifs", "signataires", "signatures", "abandonner"]) {
      expect(html, act).not.toContain(`/convention/versions/0/${act}"`);
    }
  });

  it("admits an unknown date only for a document taken over", () => {
    expect(draft({ droits: TOUT })).not.toContain('name="date_inconnue"');
    expect(draft({ droits: TOUT, lue: { ...AVENANT, reprise: true } })).toContain('name="date_inconnue"');
  });

  it("gives back what was typed with the refusal", () => {
    const saisie = { date: ["2019-01-01"], acte: [`<b>"délibération"`] };
    const html = draft({ droits: TOUT, saisie, erreur: "Cette date précède celle de l’étape « Projet »." });
    expectSoundPage(html);
    expect(html).toContain("<title>Erreur");
    expect(html).toContain('role="alert"');
    expect(html).toContain('value="2019-01-01"');
    expect(html).not.toContain('<b>"');
  });
});

describe("the editor of objectives", () => {
  const editor = (changes: Partial<EditeurProps> = {}) =>
    renderEditeurPage({
      cadre: CADRE,
      lue: AVENANT,
      saisie: saisieOf(AVENANT.engagements),
      tables: tableObjectifs(AVENANT.engagements, CONVENTION.noms),
      porteurs: Object.entries(CONVENTION.noms).map(([siren, nom]) => ({ porteur: { type: "bailleur", siren }, nom })),
      verification: null,
      erreurs: [],
      erreur: null,
      ajout: { annee: "", objet: "hors-qpv", porteur: "" },
      ...changes,
    });

  it("has an input for each figure as written, its computed rate beside, the EPCI last", () => {
    const html = editor();
    expectSoundPage(html);
    expect(html).toMatch(/name="nombre.2018.hors-qpv.bailleur:999000029" value="32"/);
    expect(html).toMatch(/name="taux.2018.hors-qpv.bailleur:999000029" value="25"/);
    expect(html).toMatch(/name="base.2018.hors-qpv.bailleur:999000029" value="130"/);
    expect(html).toMatch(/name="reference.2018.hors-qpv" value="2017"/);
    expect(textOf(html)).toContain("24,6 %");
    expect(html.indexOf("nombre.2018.hors-qpv.epci")).toBeGreaterThan(
      html.indexOf("nombre.2018.hors-qpv.bailleur:999000052"),
    );
  });

  it("labels every field", () => {
    const html = editor();
    for (const [tag] of html.matchAll(/<input (?!type="hidden")[^>]*>/g)) {
      const id = /id="([^"]+)"/.exec(tag)?.[1];
      expect(/aria-label=/.test(tag) || html.includes(`for="${id}"`), tag).toBe(true);
    }
  });

  it("says what is wrong at the field, and first in a summary that has the focus", () => {
    const champ = "taux.2018.hors-qpv.bailleur:999000029";
    const lue = { ...AVENANT, derogation: "Moins que la loi." };
    const html = editor({
      lue,
      erreurs: [
        {
          champ,
          annee: 2018,
          objet: "hors-qpv",
          porteur: { type: "bailleur", siren: "999000029" },
          message: "Écrivez un pourcentage.",
        },
      ],
    });
    expectSoundPage(html);
    expect(html).toMatch(/role="alert" tabindex="-1" autofocus/);
    expect(html).toContain(`href="#${champ}"`);
    expect(textOf(html)).toContain("2018, Hors QPV : 1er quartile ou relogés, Hamaris : Écrivez un pourcentage.");
    expect(html).toContain(`aria-describedby="erreur.${champ}"`);
    expect(html).toContain(`id="erreur.${champ}"`);
    // The notice of the saved objectives is not shown beside objectives that could not be read.
    expect(textOf(html)).not.toContain("Moins que la loi.");
    expect(textOf(editor({ lue }))).toContain("Moins que la loi.");
  });

  it("shows the checks of what is typed, each leading to its line", () => {
    const html = editor({ verification: { lue: AVENANT, rejeu: REJEU } });
    expectSoundPage(html);
    expect(textOf(html)).toContain("Rien n’est encore enregistré.");
    expect(html).toContain('href="#nombre.2018.hors-qpv.epci"');
    expect(textOf(html)).toContain("Avec ces objectifs, 2018 aurait été");
    expect(textOf(editor({ verification: { lue: { ...AVENANT, controles: [] }, rejeu: null } }))).toContain(
      "Rien à corriger ni à vérifier.",
    );
  });
});

it("lists avenants with parent, state, changes and replay, and prepares the next one", () => {
  const common = { cadre: CADRE, convention: CONVENTION, saisie: {}, annonce: null, erreur: null };
  const html = renderAvenantsPage({
    ...common,
    avenants: [{ lue: AVENANT, changements: changementsDe(), rejeu: REJEU }],
    ecrire: true,
  });
  expectSoundPage(html);
  const text = textOf(html);
  expect(text).toContain("Avenant n° 1 Projet");
  expect(text).toContain("Modifie Convention intercommunale d’attribution 2018-2020");
  expect(text).toContain("Avec ces objectifs, 2018 aurait été");
  expect(html).toContain(`action="/t/${CONVENTION.epci}/avenants"`);
  const none = renderAvenantsPage({ ...common, avenants: [], ecrire: false });
  expectSoundPage(none);
  expect(textOf(none)).toContain("Aucun avenant");
  expect(none).not.toContain(`action="/t/${CONVENTION.epci}/avenants"`);
});

it("prepares a convention, and gives back a refused one", () => {
  const saisie = { titre: ["CIA 2027"], objet: ["x"], reprise: ["oui"], duree: ["3"] };
  const html = renderPreparerPage({ cadre: CADRE, saisie, erreur: "Écrivez l’objet." });
  expectSoundPage(html);
  expect(html).toContain('value="CIA 2027"');
  expect(html).toMatch(/value="oui" checked/);
  expect(textOf(html)).toContain("Le projet n’est pas créé");
});
