import { type Attendu, ajouterMois, fin, type Graine, insert, jourAuHasard } from "./graine.ts";

const SOURCES_FAITS = [
  ["sne-attributions", ["attribution", "fait_attribution", "cube_attribution", "cube_dehors", "cube_bail"]],
  ["sne-demandes", ["demande", "cube_demande"]],
  ["syplo", ["prioritaire_liste"]],
  ["sne-demandes", ["demande"]],
  ["prioritaires-bailleur", ["prioritaire_liste"]],
  ["ops", ["occupation"]],
] as const;

/** A published lot of facts, its rejected line, and the day on which each of them goes. */
export async function semerLot(
  { sql, hasard, epci, organisation }: Graine,
  i: number,
  attendus: Attendu[],
): Promise<void> {
  const depose = jourAuHasard(hasard, "2021-06-01", "2033-06-01");
  const annee = 2012 + (i % 14);
  const [source, faits] = SOURCES_FAITS[i % SOURCES_FAITS.length] ?? SOURCES_FAITS[0];
  const lot = await insert(sql, "lot", {
    epci,
    source,
    profil: "p",
    periode: i % 4 < 2 ? `${annee}` : `${annee}-T3`,
    fichier: "f",
    sha256: `b${i}`,
    taille: 1,
    statut: "publie",
    depose_par: "machine",
    depose_le: `${depose}T10:00:00Z`,
  });
  const of = { lot, epci, ligne: 1 };
  await insert(sql, "lot_rejet", { ...of, brut: "canari", anomalies: "[]" }, "lot");
  await insert(
    sql,
    "lot_anomalie",
    {
      lot,
      epci,
      code: "x",
      gravite: "LIG",
      lignes: 1,
      premiere_ligne: 1,
      exemple: "canari",
      message: "canari",
    },
    "lot",
  );
  attendus.push({ sonde: "public.lot_rejet", cle: lot, disparait: ajouterMois(depose, 3) });
  attendus.push({ sonde: "public.lot_anomalie", cle: lot, disparait: ajouterMois(depose, 3) });
  for (const table of faits) {
    await insert(sql, table, { ...FAIT[table], ...(table.startsWith("cube_") ? { lot, epci } : of) }, "lot");
    attendus.push({ sonde: `public.${table}`, cle: lot, disparait: ajouterMois(fin(annee), 120) });
  }
  if (faits[0] === "attribution") {
    await insert(sql, "baux_tardifs", { lot, epci, bailleur: "1", trimestre: 1, baux: 1 }, "lot");
    attendus.push({ sonde: "public.baux_tardifs", cle: lot, disparait: ajouterMois(fin(annee), 120) });
    const offertes = await insert(sql, "cube_proposition", {
      epci,
      bailleur: "canari",
      mois: `${annee}-06-01`,
      situation: "qpv",
      quartile: "q1",
      nombre: 1,
    });
    attendus.push({ sonde: "public.cube_proposition", cle: offertes, disparait: ajouterMois(fin(annee), 120) });
    await insert(sql, "rapprochement_relogement", { ...of, bailleur: "1" }, "lot");
    attendus.push({ sonde: "public.rapprochement_relogement", cle: lot, disparait: ajouterMois(fin(annee), 120) });
    await insert(sql, "rapprochement_bail", { ...of, bailleur: "1" }, "lot");
    attendus.push({ sonde: "public.rapprochement_bail", cle: lot, disparait: ajouterMois(fin(annee), 120) });
    const bail = await insert(sql, "bail", { epci, organisation, bailleur: "1", signe_le: `${annee}-06-30` });
    const faits = { bailleur: "1", bail, fichier: "{}", blaise: "{}" };
    await insert(
      sql,
      "paire_bail",
      { ...of, ...faits, proposee: true, jours: 1, accords: "{}", desaccords: "{}", score: 40 },
      "lot",
    );
    attendus.push({ sonde: "public.paire_bail", cle: lot, disparait: ajouterMois(fin(annee), 120) });
    const decision = { epci, ...faits, signe_le: `${annee}-06-30`, cle: "canari", rang: 1, decision: "distincts" };
    const prise = await insert(sql, "paire_decision", decision);
    attendus.push({ sonde: "public.paire_decision", cle: prise, disparait: ajouterMois(fin(annee), 120) });
    attendus.push({ sonde: "public.paire_decision (clé)", cle: prise, disparait: ajouterMois(fin(annee), 36) });
  }
  // Its key is a résidence's: nobody's.
  if (source === "ops") return;
  attendus.push({ sonde: `public.${faits[0]} (clé)`, cle: lot, disparait: ajouterMois(fin(annee), 36) });
}

const REPONSES = { prioritaire: "inconnu", dalo: "inconnu", origine: "inconnue" };
const COMMUN = {
  bailleur: "1",
  situation_declaree: "qpv",
  quartile_declare: "q1",
  relogement: "non",
  contingent: "x",
  ...REPONSES,
};

const CUBE = {
  bailleur: "1",
  mois: "2020-01-01",
  situation: "qpv",
  quartile: "q1",
  ressources: "x",
  relogement: "non",
  ...REPONSES,
  contingent: "x",
  menage: "x",
  age: "x",
  desaccord_situation: false,
  desaccord_quartile: false,
  nombre: 1,
};

const FAIT: Readonly<Record<string, Record<string, unknown>>> = {
  attribution: { ...COMMUN, cle: "canari", empreinte: "canari", travailleur_essentiel: "non" },
  prioritaire_liste: { cle: "canari", empreinte: "canari", liste: "syplo", statut: "actif", dalo: "inconnu" },
  occupation: {
    bailleur: "1",
    commune: "52448",
    residence: "x",
    enquete: 2018,
    population: "occupants",
    indicateur: "apl",
    effectif: 1,
    repondants: 2,
  },
  demande: { ...REPONSES, cle: "canari", empreinte: "canari", quartile_declare: "q1" },
  fait_attribution: {
    ...COMMUN,
    bail_signe_le: "2020-01-01",
    cle_adresse: "a",
    situation_calculee: "qpv",
    situation: "qpv",
    situation_origine: "x",
    quartile_calcule: "q1",
    quartile: "q1",
    quartile_origine: "x",
    ressources: "x",
    menage: "x",
    age: "x",
  },
  cube_attribution: { ...CUBE, bailleur_actuel: "canari" },
  cube_dehors: CUBE,
  cube_bail: {
    mois: "2020-01-01",
    typologie: "T3",
    situation: "qpv",
    quartile: "q1",
    ressources: "x",
    relogement: "non",
    origine: "inconnue",
    salarie: "inconnu",
    nombre: 1,
  },
  cube_demande: {
    ...REPONSES,
    typologie: "T3",
    quartile: "q1",
    plafond: "plai",
    age: "x",
    motif: "01",
    propositions: "0",
    refus_par: "aucun",
    refus_motif: "inconnu",
    salarie: "inconnu",
    qpv_actuel: "inconnue",
    jours: 1,
    nombre: 1,
  },
};
