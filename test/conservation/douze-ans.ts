import type { Sql } from "#socle/sql/sql.ts";
import { semerAttribution } from "./attributions-douze-ans.ts";
import { semerAccueil, semerBrouillon, semerSuitesDossier, semerVeille } from "./demandes-douze-ans.ts";
import { type Attendu, ajouterMois, type Graine, insert, jourAuHasard, lendemain, makeHasard } from "./graine.ts";
import { semerLot } from "./lots-douze-ans.ts";
import { semerMission, semerRelogement } from "./relogements-douze-ans.ts";
import { semerRemontee } from "./remontees-douze-ans.ts";
import { semerCasSansNom, semerReunion, semerSuites } from "./reunions-douze-ans.ts";
import { semerSeance } from "./seances-douze-ans.ts";

export const DEBUT = "2022-01-01";
export const FIN = "2033-12-31";
const EPCI = "200068666";

/** Rows made all along twelve years (and a few before), in every table that holds something personal. */
export async function semer(sql: Sql, graine: number, nombre: number): Promise<readonly Attendu[]> {
  const hasard = makeHasard(graine);
  await sql.query("insert into territoire (epci, nom) values ($1, 'Simulé') on conflict do nothing", [EPCI]);
  const organisation = await insert(sql, "organisation", { type: "epci", nom: "Simulée" });
  const g: Graine = { sql, hasard, epci: EPCI, organisation };
  const attendus: Attendu[] = [];
  for (let i = 0; i < nombre; i += 1) {
    const compte = await semerCompte(g, i, attendus);
    await semerDemandeur(g, i, compte, attendus);
    await semerAccueil(g, compte, attendus);
    await semerVeille(g, i, attendus);
    await semerLot(g, i, attendus);
    await semerConnexions(g, i, attendus);
    await semerRemontee(g, i, attendus);
    await semerCasSansNom(g, i, attendus);
  }
  await semerJournal(g, nombre * 6, attendus);
  return attendus;
}

/** The account, all it holds, and what it signed. Returns its id and the day on which it becomes anonymous. */
async function semerCompte(
  g: Graine,
  i: number,
  attendus: Attendu[],
): Promise<{ readonly id: string; readonly anonyme: string }> {
  const { sql, hasard, epci, organisation } = g;
  const nom = `canari agent ${i}`;
  const courriel = `canari${i}@exemple.invalid`;
  const cree = jourAuHasard(hasard, "2019-01-01", "2032-06-01");
  const id = await insert(sql, "compte", {
    courriel,
    prenom: "canari",
    nom: `agent ${i}`,
    cree_le: `${cree}T10:00:00Z`,
    vu_le: `${cree}T11:00:00Z`,
    emetteur: "canari",
    sujet: `canari-${i}`,
  });
  let derniere = cree;
  for (let n = 0; n < i % 3; n += 1) {
    const debut = ajouterMois(cree, n * 8);
    const au = ajouterMois(debut, 11);
    const revoquee = i % 2 === 0 ? ajouterMois(debut, 5) : null;
    await insert(sql, "habilitation", {
      compte: id,
      organisation,
      role: "guichet",
      epci,
      debut,
      fin: au,
      motif: `canari motif ${i}`,
      revoquee_le: revoquee === null ? null : `${revoquee}T12:00:00Z`,
    });
    derniere = [derniere, revoquee ?? au].sort().at(-1) ?? derniere;
  }
  const habilite = i % 3 > 0;
  const anonyme = ajouterMois(habilite ? derniere : cree, 12);
  await semerMoyens(g, id, attendus, anonyme);
  await semerMission(g, id, attendus, anonyme);
  await semerSignatures(g, { nom, cree, i }, attendus, anonyme);
  await semerReunion(g, i, { compte: id, courriel, nom, anonyme }, attendus);
  await semerSeance(g, i, { compte: id, anonyme }, attendus);
  attendus.push({ sonde: "public.compte", cle: id, disparait: anonyme });
  if (habilite) attendus.push({ sonde: "public.habilitation", cle: id, disparait: anonyme });
  return { id, anonyme };
}

/** What the account logs in with, and where it is convened. */
async function semerMoyens(
  { sql, epci, organisation }: Graine,
  compte: string,
  attendus: Attendu[],
  disparait: string,
): Promise<void> {
  const seance = await insert(sql, "seance", { epci, organisation });
  await insert(
    sql,
    "convocation",
    { seance, epci, epci_seance: epci, compte, du: "2022-01-01", au: "2022-01-01" },
    "compte",
  );
  await insert(sql, "acces.mot_de_passe", { compte, empreinte: "canari" }, "compte");
  await insert(
    sql,
    "acces.cle_acces",
    { identifiant: `c${compte}`, compte, cle_publique: "x", compteur: 0, nom: "canari" },
    "compte",
  );
  for (const sonde of ["public.convocation", "acces.mot_de_passe", "acces.cle_acces"]) {
    attendus.push({ sonde, cle: compte, disparait });
  }
}

/** What the agent signed with their name. */
async function semerSignatures(
  { sql, epci, organisation }: Graine,
  { nom, cree, i }: { readonly nom: string; readonly cree: string; readonly i: number },
  attendus: Attendu[],
  disparait: string,
): Promise<void> {
  const le = `${cree}T10:00:00Z`;
  const qpv = { epci, source: "qpv", periode: `p${i}` };
  const lot = await insert(sql, "lot", {
    epci,
    source: "qpv",
    profil: "p",
    fichier: "f",
    sha256: `a${i}`,
    taille: 1,
    statut: "lecture",
    depose_par: nom,
  });
  await insert(sql, "publication", { ...qpv, lot, publie_le: le, publie_par: nom }, "lot");
  await insert(sql, "publication_acte", { ...qpv, acte: "publication", fait_par: nom });
  await insert(sql, "localisation", {
    epci,
    cle_adresse: `k${i}`,
    situation: "qpv",
    situation_avant: "inconnue",
    motif: "vu",
    decidee_par: nom,
    annulee_par: nom,
    annulee_le: le,
  });
  await insert(sql, "rattachement", {
    epci,
    commune: `k${i}`,
    motif: "vu",
    decide_par: nom,
    annule_par: nom,
    annule_le: le,
  });
  await insert(sql, "acte_perimetre", {
    epci,
    commune: String(52_000 + i),
    nom: "k",
    genre: "entree",
    jour: "2020-01-01",
    acte: "vu",
    ecrit_par: nom,
    annule_par: nom,
    annule_le: le,
  });
  const siren = String(999_000_000 + i);
  await insert(sql, "acte_bailleur", {
    epci,
    genre: "absorption",
    siren,
    nom: "k",
    jour: "2020-01-01",
    acte: "vu",
    objectifs: "repris",
    parts: "[{}]",
    ecrit_par: nom,
    annule_par: nom,
    annule_le: le,
  });
  await insert(sql, "bailleur_nomme", { epci, siren, nom: "kk", ecrit_par: nom }, "siren");
  const jeu = {
    editeur: "e",
    nom: `n${i}`,
    version: "2020-01-01.1",
    contenu: "{}",
    importe_par: nom,
    empreinte: "0".repeat(64),
    cle: "0".repeat(64),
  };
  await insert(sql, "droit_jeu", jeu, "nom");
  await insert(sql, "droit_saisie", {
    code: `c${i}`,
    epci,
    depuis: "2020-01-01",
    valeur: "1",
    source: "canari",
    confiance: "B",
    saisi_par: nom,
    confirme_par: nom,
    confirme_le: le,
    ecarte_par: nom,
    ecarte_le: le,
    motif: "vu",
  });
  await insert(sql, "rapport", {
    epci,
    numero: `r${i}`,
    annee: 2020,
    periode: "annee",
    sections: "{}",
    commentaires: "{}",
    bilan: "{}",
    empreinte: "e",
    fige_par: nom,
  });
  await insert(sql, "bilan_bailleur", {
    epci,
    organisation,
    annee: 2000 + i,
    periode: "T1",
    numero: 1,
    contenu: "{}",
    empreinte: "e",
    etat: "signe",
    signe_le: le,
    signe_par: nom,
  });
  await insert(sql, "pack_trimestriel", {
    epci,
    annee: 2000 + i,
    trimestre: 1,
    numero: 1,
    contenu: "{}",
    sources: "[]",
    empreinte: "e",
    fige_par: nom,
  });
  await insert(sql, "scenario_simulation", {
    epci,
    nom: `s${i}`,
    hypotheses: "{}",
    resultat: "{}",
    empreinte: "e",
    fige_par: nom,
  });
  await insert(sql, "plan", {
    epci,
    organisation,
    nom: "p",
    jour: "2020-01-01",
    resume: "{}",
    empreinte: "e",
    fige_par: nom,
  });
  const revue = await insert(sql, "revue_habilitation", {
    epci,
    faite_par: nom,
    comptes: 1,
    revoquees: 0,
    motif: "canari",
  });
  attendus.push({ sonde: "public.revue_habilitation", cle: revue, disparait });
  for (const sonde of [
    "lot",
    "publication",
    "publication_acte",
    "localisation",
    "rattachement",
    "acte_perimetre",
    "acte_bailleur",
    "bailleur_nomme",
    "droit_jeu",
    "droit_saisie",
    "rapport",
    "bilan_bailleur",
    "pack_trimestriel",
    "scenario_simulation",
    "plan",
  ]) {
    attendus.push({ sonde: `public.${sonde}`, cle: nom, disparait });
  }
}

async function semerDemandeur(
  g: Graine,
  i: number,
  compte: { readonly id: string; readonly anonyme: string },
  attendus: Attendu[],
): Promise<void> {
  const { sql, hasard, epci, organisation } = g;
  const radie = i % 5 === 4 ? null : jourAuHasard(hasard, "2020-06-01", "2032-12-01");
  const parti = radie === null ? "9999-12-31" : ajouterMois(radie, 12);
  const id = await insert(sql, "nominatif.demandeur", {
    epci,
    numero_hash: `canari-numero-${i}`,
    nom: "canari",
    radie_le: radie,
    cree_le: "2019-01-01T00:00:00Z",
  });
  const push = (sonde: string, cle: string, ...jours: string[]) =>
    attendus.push({ sonde, cle, disparait: [parti, ...jours].sort()[0] ?? parti });
  const own = { demandeur: id, epci };
  push("nominatif.demandeur", id);
  push("nominatif.menage", await insert(sql, "nominatif.menage", { ...own, motif_demande: "canari" }, "demandeur"));
  push("nominatif.lien", await insert(sql, "nominatif.lien", { ...own, nature: "souhait", organisation }));
  const suivi = await insert(sql, "nominatif.lien", { ...own, nature: "affectation", compte: compte.id });
  push("nominatif.lien", suivi, compte.anonyme);
  await insert(sql, "nominatif.recusation", { compte: compte.id, ...own }, "compte");
  push("nominatif.recusation", `${compte.id}:${id}`, compte.anonyme);
  const jour = () => jourAuHasard(hasard, "2021-01-01", "2033-06-01");
  // The 31st on purpose: six months later, its month may be shorter.
  const decidee = `${jour().slice(0, 4)}-08-31`;
  const obsolete = jour();
  push(
    "nominatif.piece",
    await insert(sql, "nominatif.piece", { ...own, obsolete_le: obsolete }),
    ajouterMois(obsolete, 3),
  );
  push("nominatif.piece", await insert(sql, "nominatif.piece", { ...own, nom_fichier: "canari" }));
  push(
    "sensible.situation",
    await insert(sql, "sensible.situation", { ...own, decidee_le: decidee }),
    ajouterMois(decidee, 6),
  );
  push("sensible.piece", await insert(sql, "sensible.piece", { ...own, decidee_le: decidee }), ajouterMois(decidee, 6));
  push("sensible.situation", await insert(sql, "sensible.situation", own));
  await semerSuitesDossier(g, id, i, push);
  await semerBrouillon(g, id, push, attendus);
  await semerCas(g, id, i, push);
  const seul = (sonde: string, cle: string, ...jours: string[]) =>
    attendus.push({ sonde, cle, disparait: jours.sort()[0] ?? "9999-12-31" });
  await semerRelogement(g, id, i, { partage: push, seul });
  await semerAttribution(g, id, i, { partage: push, seul });
  if (radie !== null) {
    const efface = parti < DEBUT ? DEBUT : parti;
    attendus.push({
      sonde: "public.registre_effacement",
      cle: `canari-numero-${i}`,
      disparait: ajouterMois(efface, 24),
    });
  }
}

/** Its cases: some closed, some not. */
async function semerCas(
  g: Graine,
  demandeur: string,
  i: number,
  push: (sonde: string, cle: string, ...jours: string[]) => void,
): Promise<void> {
  const { sql, hasard, epci, organisation } = g;
  for (const [table, colonne] of [
    ["proposition", "close_le"],
    ["decision", "decidee_le"],
    ["bail", "signe_le"],
    ["cas_bloque", "clos_le"],
  ] as const) {
    const clos = i % 4 === 3 ? null : jourAuHasard(hasard, "2021-01-01", "2033-06-01");
    const prose = table === "decision" ? { motif: "canari" } : {};
    const cle = await insert(sql, table, { demandeur, epci, organisation, ...prose, [colonne]: clos });
    const fini = clos === null ? [] : [ajouterMois(clos, 12)];
    push(`public.${table}`, cle, ...fini);
    if (table === "cas_bloque") for (const [sonde, suite] of await semerSuites(g, cle)) push(sonde, suite, ...fini);
  }
}

/** They end at an instant: the purge of a day runs at three in the morning, and what ends later that day waits for the next. */
async function semerConnexions({ sql, hasard }: Graine, i: number, attendus: Attendu[]): Promise<void> {
  const compte = await insert(sql, "compte", {
    courriel: `permanent${i}@exemple.invalid`,
    prenom: "p",
    nom: `p${i}`,
    cree_le: "2040-01-01T00:00:00Z",
  });
  const jour = jourAuHasard(hasard, "2022-02-01", "2033-06-01");
  const matin = i % 2 === 0;
  const expire = `${jour}T${matin ? "02" : "20"}:00:00Z`;
  const disparait = matin ? jour : lendemain(jour);
  await insert(
    sql,
    "acces.session",
    {
      jeton_hash: `s${i}`,
      compte,
      moyen: "lien",
      ouverte_le: expire,
      vue_le: expire,
      ...(i % 3 === 0 ? { expire_le: "2050-01-01T00:00:00Z", fermee_le: expire } : { expire_le: expire }),
    },
    "compte",
  );
  const utile = { usage: "invitation", compte, cree_le: expire };
  await insert(
    sql,
    "acces.lien",
    {
      ...utile,
      jeton_hash: `l${i}`,
      ...(i % 3 === 0 ? { expire_le: "2050-01-01T00:00:00Z", servi_le: expire } : { expire_le: expire }),
    },
    "compte",
  );
  await insert(
    sql,
    "acces.defi",
    { jeton_hash: `d${i}`, usage: "cle-acces", contenu: "{}", expire_le: expire },
    "usage",
  );
  attendus.push({ sonde: "acces.session", cle: `s${i}`, disparait });
  attendus.push({ sonde: "acces.lien", cle: `l${i}`, disparait });
  attendus.push({ sonde: "acces.defi", cle: `d${i}`, disparait });
}

/** Two chains; a line leaves with the last of those before it, itself included. */
async function semerJournal({ sql, hasard, organisation }: Graine, nombre: number, attendus: Attendu[]): Promise<void> {
  const autre = await insert(sql, "organisation", { type: "commune", nom: "Autre" });
  const jours = Array.from({ length: nombre }, () => jourAuHasard(hasard, "2020-01-01", "2033-06-01")).sort();
  const last = new Map<string, string>();
  const numeros = new Map<string, number>();
  for (const jour of jours) {
    const chaine = hasard() < 0.5 ? organisation : autre;
    const acces = hasard() < (chaine === autre ? 0.05 : 0.4);
    const numero = (numeros.get(chaine) ?? 0) + 1;
    numeros.set(chaine, numero);
    await sql.query(
      `with tete as (
         insert into journal.tete (organisation, numero, empreinte)
         values ($1, 0, sha256(convert_to('blaise:' || $1::bigint, 'UTF8')))
         on conflict (organisation) do update set numero = tete.numero returning empreinte
       ), ligne as (
         select row($1::bigint, $2::bigint, $3::timestamptz, null, 'canari', null, 'dossier-lu', $4::text, null, null, null,
                    tete.empreinte, null)::journal.entree as l
           from tete
       ), ecrite as (
         insert into journal.entree
         select (l).organisation, (l).numero, (l).le, (l).compte, (l).auteur, (l).epci, (l).acte, (l).ressource, (l).objet,
                (l).demandeur, (l).motif, (l).precedent, journal.empreinte(l)
           from ligne
       )
       select 1`,
      [chaine, numero, `${jour}T10:00:00Z`, acces ? "demande-identite" : "lot"],
    );
    await sql.query(
      `update journal.tete t set numero = e.numero, empreinte = e.empreinte
         from journal.entree e where e.organisation = $1 and e.numero = $2 and t.organisation = $1`,
      [chaine, numero],
    );
    const own = ajouterMois(jour, acces ? 36 : 12);
    const disparait = [own, last.get(chaine) ?? own].sort().at(-1) ?? own;
    last.set(chaine, disparait);
    attendus.push({ sonde: "journal.entree", cle: `${chaine}:${numero}`, disparait });
  }
}
