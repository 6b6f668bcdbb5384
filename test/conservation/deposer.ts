import type { Sql } from "#socle/sql/sql.ts";
import { insert } from "./graine.ts";

/** A file with a rejected line, and what agents sign. */
export async function deposer(sql: Sql, epci: string): Promise<void> {
  await sql.query("insert into territoire (epci, nom) values ($1, 'Autre')", [epci]);
  const le = "2026-01-01T00:00:00Z";
  const lot = await insert(sql, "lot", {
    epci,
    source: "seuils",
    profil: "p",
    fichier: "f",
    sha256: "d",
    taille: 1,
    statut: "lecture",
    depose_par: "x",
  });
  const ecartee = { ecartee_motif: "vu", ecartee_le: le, ecartee_par: "x" };
  await insert(sql, "lot_rejet", { lot, epci, ligne: 1, brut: "x", anomalies: "[]", ...ecartee }, "lot");
  await insert(
    sql,
    "lot_anomalie",
    { lot, epci, code: "x", gravite: "LIG", lignes: 1, premiere_ligne: 1, exemple: "x", message: "x" },
    "lot",
  );
  const seuils = { epci, source: "seuils", periode: "2026" };
  await insert(sql, "publication", { ...seuils, lot, publie_le: le, publie_par: "x" }, "lot");
  await insert(sql, "publication_acte", { ...seuils, acte: "publication", fait_par: "x" });
  await insert(sql, "localisation", {
    epci,
    cle_adresse: "k",
    situation: "qpv",
    situation_avant: "inconnue",
    motif: "vu",
    decidee_par: "x",
    annulee_par: "x",
    annulee_le: le,
  });
  await insert(sql, "rattachement", {
    epci,
    commune: "k",
    motif: "vu",
    decide_par: "x",
    annule_par: "x",
    annule_le: le,
  });
  await insert(sql, "acte_perimetre", {
    epci,
    commune: "52000",
    nom: "k",
    genre: "entree",
    jour: "2020-01-01",
    acte: "vu",
    ecrit_par: "x",
    annule_par: "x",
    annule_le: le,
  });
  await insert(sql, "acte_bailleur", {
    epci,
    genre: "absorption",
    siren: "999000011",
    nom: "k",
    jour: "2020-01-01",
    acte: "vu",
    objectifs: "repris",
    parts: '[{"vers":"999000029","nom":"k","part":null,"communes":[],"residences":[]}]',
    ecrit_par: "x",
    annule_par: "x",
    annule_le: le,
  });
  await insert(sql, "bailleur_nomme", { epci, siren: "999000011", nom: "kk", ecrit_par: "x" }, "siren");
  const jeu = {
    editeur: "e",
    nom: "n",
    version: "2020-01-01.1",
    contenu: "{}",
    importe_par: "x",
    empreinte: "0".repeat(64),
    cle: "0".repeat(64),
  };
  await insert(sql, "droit_jeu", jeu, "nom");
  await insert(sql, "droit_saisie", {
    code: "c",
    epci,
    depuis: "2020-01-01",
    valeur: "1",
    source: "vu ici",
    confiance: "B",
    saisi_par: "x",
    confirme_par: "x",
    confirme_le: le,
    ecarte_par: "x",
    ecarte_le: le,
    motif: "vu",
  });
  await insert(sql, "rapport", {
    epci,
    numero: "r",
    annee: 2020,
    periode: "annee",
    sections: "{}",
    commentaires: "{}",
    bilan: "{}",
    empreinte: "e",
    fige_par: "x",
  });
  await insert(sql, "pack_trimestriel", {
    epci,
    annee: 2020,
    trimestre: 1,
    numero: 1,
    contenu: "{}",
    sources: "[]",
    empreinte: "e",
    fige_par: "x",
  });
  await insert(sql, "scenario_simulation", {
    epci,
    nom: "s",
    hypotheses: "{}",
    resultat: "{}",
    empreinte: "e",
    fige_par: "x",
  });
  await insert(sql, "evaluation", {
    epci,
    numero: "e",
    genre: "annuelle",
    annee_debut: 2020,
    annee_fin: 2020,
    contenu: "{}",
    contenu_public: "{}",
    empreinte: "e",
    fige_par: "x",
  });
  const instance = await insert(sql, "instance", { epci, genre: "cil", nom: "Conférence" });
  const reunion = await insert(sql, "reunion", { epci, instance, numero: 1, titre: "Plénière", jour: "2026-01-01" });
  await insert(sql, "releve", { epci, reunion, numero: "e", contenu: "{}", empreinte: "e", fige_par: "x" });
  await insert(sql, "bilan_bailleur", {
    epci,
    organisation: await insert(sql, "organisation", { type: "bailleur", nom: "Simulé" }),
    annee: 2020,
    periode: "T1",
    numero: 1,
    contenu: "{}",
    empreinte: "e",
    etat: "signe",
    signe_le: le,
    signe_par: "x",
  });
  await insert(sql, "revue_habilitation", { epci, faite_par: "x", comptes: 0, revoquees: 0, motif: "x" });
}
