import type pg from "pg";
import type { Acteur, HabilitationActive } from "#socle/regles/habilitation/acteur.ts";
import type { Role } from "#socle/regles/habilitation/role.ts";
import { TABLES_DROITS } from "#socle/sql/droits/tables.ts";
import { type Colonne, colonnesOf, keyOf } from "./catalogue.ts";
import { keysOfSouhaits, openLieu } from "./souhaits.ts";
import { defaultOf } from "./valeur-simple.ts";
import { PAR_NOM, VALEURS } from "./valeurs.ts";

/** Whose a row is, for the person who looks: theirs by every tie there is, somebody else's in the same territory, or another territory's. */
export const RELATIONS = ["propre", "territoire", "etrangere"] as const;
export type Relation = (typeof RELATIONS)[number];

export const EPCIS = { ici: "200000001", ailleurs: "200000002" } as const;
const SIRENS = { propre: "999000001", autre: "999000002" } as const;

/** Identifiers of the small world that every table is filled with. */
export type Monde = {
  readonly comptes: { readonly moi: number; readonly autre: number };
  readonly organisations: { readonly mienne: number; readonly autre: number };
  /** Key of the row of each relation, by table. */
  readonly cles: ReadonlyMap<string, Readonly<Record<Relation, string>>>;
  readonly demandeurs: Readonly<Record<Relation, string>>;
};

const RATTACHEES = {
  propre: { epci: EPCIS.ici, qui: "mienne" },
  territoire: { epci: EPCIS.ici, qui: "autre" },
  etrangere: { epci: EPCIS.ailleurs, qui: "autre" },
} as const;

/** Fills every table that the application may touch with three rows, one of each relation. */
export async function buildMonde(pool: pg.Pool): Promise<Monde> {
  const one = async (text: string, params: readonly unknown[] = []) => {
    const { rows } = await pool.query<{ id: never }>(text, [...params]);
    return rows[0]?.id as never;
  };
  await pool.query("insert into territoire (epci, nom) values ($1, 'Ici'), ($2, 'Ailleurs')", Object.values(EPCIS));
  const organisation = (nom: string, siren: string): Promise<number> =>
    one("insert into organisation (type, nom, siren) values ('bailleur', $1, $2) returning id", [nom, siren]);
  const compte = (nom: string): Promise<number> =>
    one("insert into compte (courriel, prenom, nom) values ($1 || '@essai.invalid', 'Essai', $1) returning id", [nom]);
  const organisations = {
    mienne: await organisation("La mienne", SIRENS.propre),
    autre: await organisation("Une autre", SIRENS.autre),
  };
  const comptes = { moi: await compte("moi"), autre: await compte("autre") };
  const seed = new Semis(pool, { organisations, comptes });
  for (const table of ORDRE) await seed.plant(table);
  await seed.tie();
  const demandeurs = seed.cles.get("nominatif.demandeur");
  if (!demandeurs) throw new Error("no household was planted");
  return { comptes, organisations, cles: seed.cles, demandeurs };
}

/** Parents before their children, then all the rest. */
const PARENTS = [
  "lot",
  "seance",
  "nominatif.demandeur",
  "convention_version",
  "convention_flux",
  "pack_trimestriel",
  "remontee",
  "liste_mixite",
  "diffusion",
  "operation",
  "relogement",
  "relogement_offre",
  "bail_relogement",
  "scenario_simulation",
  "convention_objectif",
  "instance",
  "instance_membre",
  "reunion",
  "reunion_point",
  "cas_bloque",
  "decision_instance",
  "action_convention",
  "grille_cotation",
  "ppgdid",
  "ppgdid_convention",
  "nominatif.mandat",
  "nominatif.personne",
  "nominatif.fiche_contact",
  "logement_suivi",
  "liberation",
  "candidature",
  "plan",
  "seance_membre",
  "bail",
  "bail_suivi",
  "examen_occupation",
];
const SANS_SEMIS = [
  "territoire",
  "organisation",
  "compte",
  "nominatif.lien",
  "convocation",
  "mission_relogement",
  "reunion_convoque",
  "reglage",
  "duree_conservation",
  "droit_etat",
  "droit_jeu",
  "droit_saisie",
];
const ORDRE = [
  ...PARENTS,
  ...TABLES_DROITS.map(({ table }) => table).filter(
    (table) => !PARENTS.includes(table) && !SANS_SEMIS.includes(table) && !table.startsWith("acces."),
  ),
];

class Semis {
  readonly cles = new Map<string, Readonly<Record<Relation, string>>>();
  /** Another household of the same territory as each. */
  readonly #voisins = new Map<Relation, string>();
  readonly #pool: pg.Pool;
  readonly #monde: Pick<Monde, "organisations" | "comptes">;

  constructor(pool: pg.Pool, monde: Pick<Monde, "organisations" | "comptes">) {
    this.#pool = pool;
    this.#monde = monde;
  }

  async plant(table: string): Promise<void> {
    const demandeurs = this.cles.get("nominatif.demandeur");
    // A line a file, written by triggers.
    if (table === "nominatif.registre" && demandeurs) return void this.cles.set(table, demandeurs);
    // The same: a line a wish.
    if (table === "nominatif.souhait_cherche" && demandeurs) {
      const { propre, territoire, etrangere } = demandeurs;
      const [a = "", b = "", c = ""] = await keysOfSouhaits(this.#pool, [propre, territoire, etrangere]);
      return void this.cles.set(table, { propre: a, territoire: b, etrangere: c });
    }
    const colonnes = (await colonnesOf(this.#pool, table)).filter((colonne) => this.#isFilled(table, colonne));
    const keys = await keyOf(this.#pool, table);
    const planted: Partial<Record<Relation, string>> = {};
    for (const relation of RELATIONS) {
      const values = colonnes.map((colonne) => this.#valueOf(table, colonne, relation));
      const { rows } = await this.#pool.query<{ cle: string }>(
        `insert into ${table} (${colonnes.map(({ nom }) => nom).join(", ")})
         values (${colonnes.map((_, rang) => `$${rang + 1}`).join(", ")})
         returning ${keys} as cle`,
        values,
      );
      planted[relation] = rows[0]?.cle ?? "";
    }
    this.cles.set(table, planted as Readonly<Record<Relation, string>>); // the loop above has set the three
    if (table === "nominatif.demandeur") await this.#plantVoisins();
  }

  async #plantVoisins(): Promise<void> {
    for (const relation of RELATIONS) {
      const { rows } = await this.#pool.query<{ id: string }>(
        "insert into nominatif.demandeur (epci, etat) values ($1, 'brouillon') returning id",
        [RATTACHEES[relation].epci],
      );
      this.#voisins.set(relation, rows[0]?.id ?? "");
    }
  }

  /** What ties my own row to me besides its columns: links of the household, convocation, agenda. */
  async tie(): Promise<void> {
    const { comptes, organisations } = this.#monde;
    const [demandeur, seance] = [this.cles.get("nominatif.demandeur")?.propre, this.cles.get("seance")?.propre];
    const lien = (nature: string, colonne: string, valeur: unknown) =>
      this.#pool.query(
        `insert into nominatif.lien (demandeur, epci, nature, ${colonne}, epci_seance) values ($1, $2, $3, $4, case when $3 = 'seance' then $2 end)`,
        [demandeur, EPCIS.ici, nature, valeur],
      );
    await lien("souhait", "organisation", organisations.mienne);
    await openLieu(this.#pool, demandeur, `${EPCIS.ici}:${organisations.mienne}`);
    await lien("contingent", "organisation", organisations.mienne);
    await lien("affectation", "compte", comptes.moi);
    await lien("seance", "seance", seance);
    await this.#pool.query(
      "insert into convocation (seance, epci, epci_seance, compte, du, au) values ($1, $2, $2, $3, contexte.aujourdhui(), contexte.aujourdhui())",
      [seance, EPCIS.ici, comptes.moi],
    );
    await this.#pool.query("insert into mission_relogement (epci, operation, compte) values ($1, $2, $3)", [
      EPCIS.ici,
      this.cles.get("operation")?.propre,
      comptes.moi,
    ]);
    await this.#pool.query(
      "insert into reunion_convoque (epci, reunion, compte, du, au) values ($1, $2, $3, contexte.aujourdhui(), contexte.aujourdhui())",
      [EPCIS.ici, this.cles.get("reunion")?.propre, comptes.moi],
    );
    const agenda = [
      ["logement-prive", "logement_suivi"],
      ["contingent", "contingent"],
      ["bilan", "bilan_bailleur"],
      ["logement-prive", "liberation", "liberation-"],
    ] as const;
    for (const [ressource, table, devant = ""] of agenda) {
      await this.#pool.query("insert into ordre_du_jour (seance, epci, ressource, objet) values ($1, $2, $3, $4)", [
        seance,
        EPCIS.ici,
        ressource,
        `${devant}${this.cles.get(table)?.propre}`,
      ]);
    }
  }

  #isFilled(table: string, { nom, type, obligatoire }: Colonne): boolean {
    return obligatoire || isLien(nom, type) || `${table}.${nom}` in VALEURS;
  }

  #valueOf(table: string, { nom, type }: Colonne, relation: Relation): unknown {
    if (isLien(nom, type)) return this.#tieOf(table, nom, relation);
    const written = VALEURS[`${table}.${nom}`] ?? PAR_NOM[nom];
    if (written === "%") return relation;
    if (isByRelation(written)) return written[relation];
    return written ?? defaultOf(type, relation, RELATIONS.indexOf(relation) + 1);
  }

  #tieOf(table: string, nom: string, relation: Relation): unknown {
    const { epci, qui } = RATTACHEES[relation];
    const { organisations, comptes } = this.#monde;
    const mine = qui === "mienne";
    // Closeness is declared with another household: with mine, it would close to me what the other tests look at.
    if (table === "nominatif.recusation" && nom === "demandeur") return this.#voisins.get(relation);
    switch (nom) {
      case "epci":
      case "epci_seance":
        return epci;
      case "bailleur":
        return mine ? SIRENS.propre : SIRENS.autre;
      // A pair is of two.
      case "autre":
        return this.#voisins.get(relation);
      case "compte":
        return mine ? comptes.moi : comptes.autre;
      default: {
        const parent = LIENS[nom];
        return parent ? (this.cles.get(parent)?.[relation] ?? null) : organisations[qui];
      }
    }
  }
}

/** Columns that name a row of another table. */
const LIENS: Readonly<Record<string, string | null>> = {
  epci: null,
  epci_seance: null,
  lot: "lot",
  seance: "seance",
  demandeur: "nominatif.demandeur",
  version: "convention_version",
  convention: "convention_flux",
  pack: "pack_trimestriel",
  remontee: "remontee",
  liste_mixite: "liste_mixite",
  diffusion: "diffusion",
  operation: "operation",
  convention_objectif: "convention_objectif",
  examinateur: null,
  relogement: "relogement",
  offre: "relogement_offre",
  bail: "bail_relogement",
  scenario_simulation: "scenario_simulation",
  instance: "instance",
  membre: "instance_membre",
  reunion: "reunion",
  decision: "decision_instance",
  cas: "cas_bloque",
  action: "action_convention",
  organisation: null,
  relogeur: null,
  guichet: null,
  reservataire: null,
  bailleur: null,
  compte: null,
  grille: "grille_cotation",
  ppgdid: "ppgdid",
  ppgdid_convention: "ppgdid_convention",
  mandat: "nominatif.mandat",
  personne: "nominatif.personne",
  fiche: "nominatif.fiche_contact",
  emettrice: null,
  autre: "nominatif.demandeur",
  logement: "logement_suivi",
  liberation: "liberation",
  candidature: "candidature",
  plan: "plan",
  seance_membre: "seance_membre",
  bail_suivi: "bail_suivi",
  examen: "examen_occupation",
};

/** In the facts, « relogement » is an answer and not a file; of a corrective measure, « decision » is the word of the conférence; « autre » may be a count. */
function isLien(nom: string, type: string): boolean {
  if (nom === "autre") return type === "uuid";
  // Elsewhere a dwelling is written as its address.
  if (nom === "logement") return type === "int8";
  return nom in LIENS && !(["relogement", "decision"].includes(nom) && type === "text");
}

/** A person who holds that role and no other, with everything the role may need: a reason, the sensitive flag, ties to « propre ». */
export function acteurOf(role: Role, monde: Monde): Acteur {
  const { moi } = monde.comptes;
  const nobody: Acteur = { nom: role, compte: null, demandeurs: [], habilitations: [], motif: null };
  if (role === "public") return nobody;
  const someone: Acteur = { ...nobody, compte: moi, motif: "essai des droits, rangée par rangée" };
  const titulaire = [{ id: monde.demandeurs.propre, lien: "titulaire" as const }];
  if (role === "demandeur") return { ...someone, demandeurs: titulaire };
  if (role === "tiers") return { ...someone, demandeurs: [{ id: monde.demandeurs.propre, lien: "mandat" }] };
  const habilitation: HabilitationActive = {
    id: 1,
    role,
    epci: EPCIS.ici,
    organisation: monde.organisations.mienne,
    siren: SIRENS.propre,
    nomOrganisation: "La mienne",
    communes: [],
    sensible: true,
  };
  return { ...someone, habilitations: [habilitation] };
}

function isByRelation(value: unknown): value is Readonly<Record<Relation, unknown>> {
  return typeof value === "object" && value !== null && "propre" in value;
}
