// @module-tag profondeur
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fichierOf } from "#donnees/formats/fichier.ts";
import { TYPOLOGIES } from "#droit/regles/typologie.ts";
import { AUJOURDHUI, baseRime, dossierOf, IDENTITE, offreOf } from "../../../../test/fixtures/rime.ts";
import { selon } from "../../../../test/profondeur.ts";
import { exporterRime } from "../../actes/rime/exporter.ts";
import { renderRimeClasseur } from "../../documents/rime-classeur.ts";
import { readRime } from "../../formats/rime/read-rime.ts";
import { ETATS_RELOGEMENT } from "../../regles/etat.ts";
import { ACCOMPAGNEMENTS, BESOINS_ACCES, ETAPES_RELOGEMENT, ZONES_SOUHAITEES } from "../../regles/menage.ts";
import { MOTIFS_REFUS_OFFRE, REPONSES_OFFRE } from "../../regles/offre.ts";
import type { DossierRelogement } from "../ports.ts";
import { LIGNES_EXPORT_MAX } from "./ports.ts";
import { preparerRime } from "./preparer.ts";

const EPCI = "200068666";

async function roundTrip(dossiers: readonly DossierRelogement[], noms: boolean, identite = IDENTITE) {
  const base = baseRime(dossiers, new Map(dossiers.map(({ id }) => [id, identite])));
  const demande = {
    epci: EPCI,
    nomTerritoire: "Essai",
    noms,
    finalite: "Réunion du comité",
    menages: [],
    aujourdhui: AUJOURDHUI,
  };
  const lieu = { territoire: { nom: "Essai", demonstration: false }, jour: AUJOURDHUI };
  const octets = await renderRimeClasseur(await exporterRime(base, demande), lieu);
  const lu = await readRime([fichierOf("rime.xlsx", octets)], { aujourdhui: AUJOURDHUI, colonnes: {} });
  return { lu, ...(await preparerRime(base, { epci: EPCI, lu, aujourdhui: AUJOURDHUI })) };
}

const euros = fc.option(fc.integer({ min: 0, max: 200_000 }).map((cents) => cents / 100));
const surface = fc.option(fc.integer({ min: 50, max: 2_000 }).map((dixiemes) => dixiemes / 10));
const jour = fc
  .integer({ min: 0, max: 2_700 })
  .map((days) => new Date(Date.UTC(2019, 0, 1) + days * 86_400_000).toISOString().slice(0, 10));
const reponse = fc.constantFrom("oui" as const, "non" as const, "inconnu" as const);
/** Texts that a spreadsheet would execute, quote, cut or trim. */
const texte = fc.oneof(
  fc.constantFrom("=1+1", "+33", "-12", "@SOMME(A1)", "a;b", 'dit "ici"', "Éclaron, n° 3", "0052", "'apostrophe"),
  fc.stringMatching(/^[A-Za-zÀ-ÿ]{2,20}$/),
);

const logement = fc.record({
  identRpls: fc.option(fc.stringMatching(/^DEMO\d{6}$/)),
  adresse: texte,
  secteur: fc.option(texte),
  commune: fc.constantFrom("52448", "01004", "2A004"),
  bailleur: fc.constantFrom({ organisation: 12, nom: "Hamaris" }, { organisation: 11, nom: "Bailleur sans SIREN" }),
  situation: fc.constantFrom("qpv" as const, "hors-qpv" as const, "inconnue" as const),
  typologie: fc.option(fc.constantFrom(...TYPOLOGIES)),
  surface,
  loyer: euros,
  charges: euros,
  apl: euros,
  premiereLocationLe: fc.option(jour),
  conventionneLe: fc.option(jour),
  rehabilite: reponse,
  residentialise: reponse,
  loyerBaisse: reponse,
  pru1: reponse,
  droitActionLogement: reponse,
});

const offre = fc
  .record({ logement, proposeeLe: jour, reponse: fc.constantFrom(...REPONSES_OFFRE), precision: fc.option(texte) })
  .chain((own) =>
    fc.constantFrom(...MOTIFS_REFUS_OFFRE).map((motif) => ({
      ...own,
      reponduLe: own.reponse === "attendue" ? null : own.proposeeLe,
      motifRefus: own.reponse === "refusee" ? motif : null,
      precision: own.reponse === "refusee" ? own.precision : null,
    })),
  );

const dossier = fc.record({
  etat: fc.constantFrom(...ETATS_RELOGEMENT),
  etatDepuis: jour,
  personnes: fc.option(fc.integer({ min: 1, max: 9 })),
  quartile: fc.constantFrom("q1" as const, "q2-4" as const, "inconnu" as const),
  ressources: fc.constantFrom("positives" as const, "nulles" as const, "absentes" as const),
  origine: fc.record({
    identRpls: fc.option(texte),
    typologie: fc.option(fc.constantFrom(...TYPOLOGIES)),
    surface,
    loyer: euros,
    charges: euros,
    apl: euros,
  }),
  souhait: fc.record({
    typologies: fc.uniqueArray(fc.constantFrom(...TYPOLOGIES)),
    zone: fc.constantFrom(...ZONES_SOUHAITEES),
    communes: fc.uniqueArray(fc.constantFrom("52448", "52550", "01004")),
    acces: fc.constantFrom(...BESOINS_ACCES),
    resteAChargeMax: euros,
    accession: reponse,
  }),
  beneficiaireActionLogement: reponse,
  accompagnement: fc.constantFrom(...ACCOMPAGNEMENTS),
  prochaineEtape: fc.option(fc.record({ quoi: fc.constantFrom(...ETAPES_RELOGEMENT), le: fc.option(jour) })),
  offres: fc.array(offre, { maxLength: 3 }),
});

describe("a workbook that goes out and comes back", () => {
  it("changes nothing, whatever is in the files, with names and without", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(dossier, { minLength: 4, maxLength: 12 }), fc.boolean(), async (drawn, noms) => {
        const dossiers = drawn.map(
          ({ offres, ...own }, rang): DossierRelogement =>
            dossierOf({
              ...own,
              id: rang + 1,
              reference: `ORC-${rang + 1}`,
              decohabitationDe: rang > 0 ? 1 : null,
              offres: offres.map((one, i) => offreOf(i + 1, one)),
            }),
        );
        const { apercu, plan } = await roundTrip(dossiers, noms);
        expect(apercu.modifies).toEqual([]);
        expect(apercu.problemes).toEqual([]);
        expect([apercu.crees, apercu.modifies, apercu.inchanges]).toEqual([[], [], dossiers.length]);
        expect(plan).toEqual({ menages: [], offres: [], blocages: [] });
        expect(apercu.avertissements).toEqual([]);
      }),
      { seed: 20_181_005, numRuns: selon({ ci: 3, preuve: 8 }), endOnFailure: true },
    );
  }, 60_000);

  it("says who asked for it, when and why above each header, and never has names by default", async () => {
    const base = baseRime([dossierOf()]);
    const demande = {
      epci: EPCI,
      nomTerritoire: "Essai",
      finalite: "Réunion du comité",
      menages: [],
      aujourdhui: AUJOURDHUI,
    };
    const sans = await exporterRime(base, { ...demande, noms: false });
    expect(sans.mentions.join(" ")).toMatch(/Demandé par Agent d’essai le 30 juin 2026, pour : Réunion du comité/);
    expect(JSON.stringify(sans)).not.toMatch(/Camille|1971|2-11|1240/);
    const codes = (tableau: (typeof sans.tableaux)[number] | undefined) => tableau?.colonnes.map(({ code }) => code);
    expect(codes(sans.tableaux[0])).not.toEqual(expect.arrayContaining(["nom", "age", "revenuMensuel"]));
    const avec = await exporterRime(base, { ...demande, noms: true });
    expect(JSON.stringify(avec)).toMatch(/Camille/);
    const ligne = Object.fromEntries(
      (codes(avec.tableaux[0]) ?? []).map((code, i) => [code, avec.tableaux[0]?.lignes[0]?.[i]]),
    );
    // 298.50 + 95 − 231 = 162.50; 162.50 / 1 240 = 13.1 %.
    expect(ligne).toMatchObject({ age: 55, origineReste: 162.5, origineEffort: 13.1, destinationReste: null });
  });

  it("has as many lines as a follow-up takes, offers included, and not one more", async () => {
    const whole = Array.from({ length: LIGNES_EXPORT_MAX / 2 }, (_, id) => dossierOf({ id }));
    const demande = {
      epci: EPCI,
      nomTerritoire: "Essai",
      noms: false,
      finalite: "Réunion du comité",
      menages: [],
      aujourdhui: AUJOURDHUI,
    };
    await expect(exporterRime(baseRime(whole), demande)).resolves.toBeDefined();
    await expect(exporterRime(baseRime([...whole, dossierOf({ offres: [] })]), demande)).rejects.toMatchObject({
      code: "rime-trop-de-menages",
    });
  });

  it("refuses a purpose that says nothing", async () => {
    const demande = {
      epci: EPCI,
      nomTerritoire: "Essai",
      noms: true,
      finalite: " essai ",
      menages: [],
      aujourdhui: AUJOURDHUI,
    };
    await expect(exporterRime(baseRime([dossierOf()]), demande)).rejects.toMatchObject({ code: "rime-finalite" });
    const vide = { ...demande, finalite: "Réunion du comité" };
    await expect(exporterRime(baseRime([]), vide)).rejects.toMatchObject({ code: "rime-sans-menage" });
  });
});
