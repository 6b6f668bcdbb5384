import { type Attendu, ajouterMois, fin, type Graine, insert, jourAuHasard, lendemain } from "./graine.ts";

const DU_DOSSIER = [
  ["nominatif.personne", { rang: 1, qualite: "a-charge", nom: "canari" }],
  ["nominatif.souhait", { rang: 1, commune: "52448" }, "demandeur"],
  ["nominatif.mandat", { nom: "canari", qualite: "proche", signe_le: "2020-01-01", au: "2021-01-01" }],
  ["nominatif.piece_demandee", { nature: "identite", demandee_le: "2020-01-01T00:00:00Z" }],
  ["nominatif.menage_liste", { nature: "labellise", inscrit_le: "2020-01-01" }],
  ["acces.franceconnect_dossier", { sujet_hash: "canari", lie_le: "2020-01-01T00:00:00Z" }, "demandeur"],
  ["nominatif.evenement", { le: "2020-01-01T00:00:00Z", genre: "saisie", code: "demande-commencee", auteur: "menage" }],
  ["nominatif.message", { auteur: "menage", texte: "canari", ecrit_le: "2020-01-01T00:00:00Z" }],
  ["nominatif.transmission", { nature: "modification" }],
  ["nominatif.envoi", { canal: "courriel", modele: "code", demande_le: "2020-01-01T00:00:00Z" }],
  [
    "nominatif.changement_contact",
    { canal: "courriel", nouveau: "canari", demande_le: "2020-01-01T00:00:00Z", expire_le: "2020-01-03T00:00:00Z" },
  ],
] as const;

const A_UNE_ORGANISATION: ReadonlySet<string> = new Set(["nominatif.piece_demandee", "nominatif.menage_liste"]);

export const SONDES_DEMANDE: Readonly<Record<string, string>> = {
  ...Object.fromEntries(DU_DOSSIER.map(([table, , cle = "id"]) => [table, `select ${cle}::text from ${table}`])),
  "nominatif.ouverture": "select compte || ':' || demandeur from nominatif.ouverture",
  "nominatif.cotation": "select demandeur::text from nominatif.cotation",
  "nominatif.demandeur (brouillon)": "select id::text from nominatif.demandeur where etat = 'brouillon'",
  "nominatif.registre": "select demandeur::text from nominatif.registre",
  "nominatif.souhait_cherche": "select demandeur::text from nominatif.souhait_cherche",
  "nominatif.doublon": "select id::text from nominatif.doublon",
  "nominatif.entretien": "select id::text from nominatif.entretien",
  "nominatif.entretien (agent)": "select id::text from nominatif.entretien where compte is not null",
  "nominatif.fiche_contact": "select id::text from nominatif.fiche_contact",
  "nominatif.fiche_suite": "select fiche::text from nominatif.fiche_suite",
  "public.veille": "select id::text from veille",
  "public.veille (clé)": "select id::text from veille where cle like 'canari%'",
  "acces.code_dossier": "select encode(code_hash, 'escape') from acces.code_dossier",
  "acces.session_dossier": "select encode(jeton_hash, 'escape') from acces.session_dossier",
};

type Push = (sonde: string, cle: string, ...jours: string[]) => void;

/** All that hangs from the file of a household, and goes with it at the latest. */
export async function semerSuitesDossier(g: Graine, demandeur: string, i: number, push: Push): Promise<void> {
  const { sql, epci, organisation, hasard } = g;
  const own = { demandeur, epci };
  for (const [table, valeurs, cle = "id"] of DU_DOSSIER) {
    const plus = A_UNE_ORGANISATION.has(table) ? { organisation } : {};
    const unique = table === "nominatif.envoi" ? { cle: `canari-${i}` } : {};
    push(table, await insert(sql, table, { ...own, ...valeurs, ...plus, ...unique }, cle));
  }
  const grille = await insert(sql, "grille_cotation", {
    epci,
    nature: "acces",
    numero: i + 1,
    nom: "Grille",
    contenu: "{}",
  });
  const points = { points: 1, points_min: 1, points_max: 1, trace: "[]", calculee_le: "2020-01-01" };
  push("nominatif.cotation", await insert(sql, "nominatif.cotation", { ...own, grille, ...points }, "demandeur"));
  const cherche = { lieu: "canari", par: "canari", typologies: 0, position: 0 };
  push(
    "nominatif.souhait_cherche",
    await insert(sql, "nominatif.souhait_cherche", { ...own, ...cherche }, "demandeur"),
  );
  const expire = jourAuHasard(hasard, "2022-02-01", "2033-06-01");
  const code = { code_hash: `canari-${i}`, lien: "titulaire", cree_le: "2020-01-01T00:00:00Z" };
  await insert(sql, "acces.code_dossier", { ...own, ...code, expire_le: `${expire}T20:00:00Z` }, "demandeur");
  push("acces.code_dossier", `canari-${i}`, lendemain(expire));
  const session = { jeton_hash: `canari-s${i}`, lien: "titulaire", moyen: "code", ouverte_le: "2020-01-01T00:00:00Z" };
  await insert(
    sql,
    "acces.session_dossier",
    { ...own, ...session, vue_le: "2020-01-01T00:00:00Z", expire_le: `${expire}T02:00:00Z` },
    "demandeur",
  );
  push("acces.session_dossier", `canari-s${i}`, expire);
  await semerCompteMenage(g, demandeur, i, push);
}

/** The household's own account, with which it had its file opened once: kept as long as the file, though it never holds a habilitation. */
async function semerCompteMenage(
  { sql, epci, hasard }: Graine,
  demandeur: string,
  i: number,
  push: Push,
): Promise<void> {
  const compte = await insert(sql, "compte", {
    courriel: `canari-menage-${i}@exemple.invalid`,
    prenom: "canari",
    nom: "canari",
    cree_le: "2019-01-01T00:00:00Z",
  });
  push("public.compte", compte);
  push("nominatif.lien", await insert(sql, "nominatif.lien", { demandeur, epci, nature: "titulaire", compte }));
  const expire = jourAuHasard(hasard, "2022-02-01", "2033-06-01");
  const ouverte = { motif: "canari", ouverte_le: "2020-01-01T00:00:00Z", expire_le: `${expire}T02:00:00Z` };
  await insert(sql, "nominatif.ouverture", { demandeur, epci, compte, ...ouverte }, "demandeur");
  push("nominatif.ouverture", `${compte}:${demandeur}`, expire);
}

/** A draft that nobody sent goes six months after its last answer; its double with a file goes with the first of the two. */
export async function semerBrouillon(g: Graine, demandeur: string, push: Push, attendus: Attendu[]): Promise<void> {
  const { sql, epci, hasard } = g;
  const modifie = jourAuHasard(hasard, "2022-01-01", "2033-01-01");
  const brouillon = await insert(sql, "nominatif.demandeur", {
    epci,
    etat: "brouillon",
    nom: "canari",
    modifie_le: `${modifie}T10:00:00Z`,
    cree_le: "2019-01-01T00:00:00Z",
  });
  const disparait = ajouterMois(modifie, 6);
  attendus.push({ sonde: "nominatif.demandeur (brouillon)", cle: brouillon, disparait });
  // The list of the desks is written by the file itself.
  attendus.push({ sonde: "nominatif.registre", cle: brouillon, disparait });
  push("nominatif.registre", demandeur);
  const doublon = { epci, demandeur, autre: brouillon, raisons: "[]", trouve_le: "2020-01-01" };
  push("nominatif.doublon", await insert(sql, "nominatif.doublon", doublon), disparait);
}

/** Whoever was received and never asked: a year. Whoever received them: as long as their account. */
export async function semerAccueil(
  g: Graine,
  compte: { readonly id: string; readonly anonyme: string },
  attendus: Attendu[],
): Promise<void> {
  const { sql, epci, organisation, hasard } = g;
  const le = jourAuHasard(hasard, "2021-06-01", "2032-06-01");
  const disparait = ajouterMois(le, 12);
  const entretien = await insert(sql, "nominatif.entretien", {
    epci,
    organisation,
    le,
    nom: "canari",
    compte: compte.id,
  });
  attendus.push({ sonde: "nominatif.entretien", cle: entretien, disparait });
  const agent = [disparait, compte.anonyme].sort()[0] ?? disparait;
  attendus.push({ sonde: "nominatif.entretien (agent)", cle: entretien, disparait: agent });
  const fiche = await insert(sql, "nominatif.fiche_contact", {
    epci,
    organisation,
    reference: `FC-${entretien}`,
    nom: "canari",
    consentement_le: le,
    emise_le: `${le}T10:00:00Z`,
  });
  await insert(
    sql,
    "nominatif.fiche_suite",
    { epci, fiche, organisation, emettrice: organisation, emise_le: `${le}T10:00:00Z`, accuser_avant: le },
    "fiche",
  );
  attendus.push({ sonde: "nominatif.fiche_contact", cle: fiche, disparait });
  attendus.push({ sonde: "nominatif.fiche_suite", cle: fiche, disparait });
}

/** What a demande of the national file was followed for: its key three years after the end of the year, the line ten. */
export async function semerVeille(g: Graine, i: number, attendus: Attendu[]): Promise<void> {
  const { sql, epci, organisation } = g;
  const annee = 2012 + ((i * 7) % 18);
  const id = await insert(sql, "veille", {
    epci,
    organisation,
    cle: `canari-${i}`,
    motif: "sans-suite",
    prise_le: `${annee}-05-02`,
  });
  attendus.push({ sonde: "public.veille (clé)", cle: id, disparait: ajouterMois(fin(annee), 36) });
  attendus.push({ sonde: "public.veille", cle: id, disparait: ajouterMois(fin(annee), 120) });
}
