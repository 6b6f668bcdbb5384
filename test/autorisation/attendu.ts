import { droitsOf } from "#socle/regles/habilitation/matrice.ts";
import { type Action, NIVEAUX, type Portee, type Ressource } from "#socle/regles/habilitation/ressource.ts";
import type { Role } from "#socle/regles/habilitation/role.ts";
import type { Commande, Ouverture, Rattachements, TableDroits } from "#socle/sql/droits/table.ts";
import { RELATIONS, type Relation } from "./monde.ts";

/**
 * What the matrix promises, worked out again from its words and not from the SQL that the product makes of them: the rows of a table that
 * a role may reach by an action.
 */
export function expectedOf(
  table: TableDroits,
  role: Role,
  commande: Commande,
  declared: { readonly ressource: Ressource; readonly action: Action },
): readonly Relation[] {
  const hand = A_LA_MAIN[table.table]?.[commande];
  const byMatrix = (relation: Relation) =>
    (table.ouvertures[commande] ?? []).some((ouverture) => {
      // An export needs the right to export what it is about, and the right to read the rest.
      const about = declared.action !== "exporter" || declared.ressource === ouverture.ressource;
      return opens(table, ouverture, { role, action: about ? declared.action : "lire", relation });
    });
  const read = readsCas(table, role);
  return RELATIONS.filter((relation) => read(relation) && (byMatrix(relation) || (hand?.(role, relation) ?? false)));
}

/** Nobody proposes nor decides on a case that they do not read: a guichet and a commune open cases and read none. */
function readsCas(table: TableDroits, role: Role): (relation: Relation) => boolean {
  const [lecture] = table.ouvertures.select ?? [];
  if (!lecture || !["cas_proposition", "cas_decision"].includes(table.table)) return () => true;
  return (relation) => opens(table, lecture, { role, action: "lire", relation });
}

type Question = { readonly role: Role; readonly action: Action; readonly relation: Relation };

function opens(
  table: TableDroits,
  { ressource, par, actions }: Ouverture,
  { role, action, relation }: Question,
): boolean {
  const asked: readonly Action[] = actions ?? [action];
  // Everyone has what the public has.
  const droits = [...droitsOf(role, ressource), ...droitsOf("public", ressource)];
  return droits.some(
    (droit) =>
      asked.some((one) => droit.actions.includes(one)) &&
      NIVEAUX.indexOf(droit.niveau) <= NIVEAUX.indexOf(table.niveau) &&
      reaches(droit.portee, par, role).includes(relation),
  );
}

const TIES: Readonly<Record<Portee, readonly (keyof Rattachements)[]>> = {
  soi: ["demandeur", "compte"],
  organisation: ["organisation", "siren", "lot"],
  guichet: ["guichet"],
  souhait: ["demandeur"],
  contingent: ["reservataire", "demandeur"],
  seance: ["seance", "commission", "reunion", "objet", "demandeur"],
  affectation: ["demandeur", "mission"],
  publie: [],
  territoire: [],
  tout: [],
};

/** Rows of the small world that a scope reaches; what can be published is, in it. */
export function reaches(portee: Portee, par: Rattachements, role: Role): readonly Relation[] {
  if (portee === "tout") return RELATIONS;
  if (portee === "territoire") return ["propre", "territoire"];
  if (portee === "publie") return par.publie === undefined ? [] : RELATIONS;
  const outside = role === "demandeur" || role === "tiers";
  const ties = portee === "soi" && !outside ? ["compte"] : TIES[portee];
  return ties.some((tie) => par[tie as keyof Rattachements] !== undefined) ? ["propre"] : [];
}

type Main = (role: Role, relation: Relation) => boolean;
const toujours: Main = () => true;
const has =
  (...roles: readonly Role[]): Main =>
  (role, relation) =>
    roles.includes(role) && relation !== "etrangere";

const OUTSIDE: readonly Role[] = ["public", "demandeur", "tiers"];
/** Whoever holds a habilitation on the territory. */
const membre: Main = (role, relation) => !OUTSIDE.includes(role) && relation !== "etrangere";

const ouvreCas = has(
  "guichet",
  "commune",
  "agent-bailleur",
  "responsable-bailleur",
  "reservataire",
  "etat",
  "agent-epci",
  "relogement",
);

/** Whoever reads a household's demande for an organisation, by whatever tie. */
const LECTEURS: readonly Role[] = [
  "guichet",
  "commune",
  "agent-bailleur",
  "responsable-bailleur",
  "reservataire",
  "etat",
  "agent-epci",
  "secretaire-cal",
  "relogement",
];
const lecteur: Main = (role, relation) => relation === "propre" && LECTEURS.includes(role);
const correspondant: Main = (role, relation) =>
  lecteur(role, relation) || (relation === "propre" && (role === "demandeur" || role === "tiers"));
const epci = has("agent-epci");

/** What is open besides the matrix, and to whom: written here a second time, in words, so that it cannot widen unseen. */
const A_LA_MAIN: Readonly<Record<string, Readonly<Partial<Record<Commande, Main>>>>> = {
  publication: { select: toujours },
  territoire_commune: { select: toujours },
  "nominatif.menage": {
    insert: (role, relation) => (role === "demandeur" || role === "tiers") && relation === "propre",
  },
  "nominatif.piece_demandee": { insert: lecteur },
  // Its desk alone says what became of a writing; the file itself adds it.
  "nominatif.transmission": { update: (role, relation) => role === "guichet" && relation === "propre" },
  // The events and the letters of the small world are an organisation's: those of a household are in attaques.db.test.ts.
  "nominatif.evenement": { insert: lecteur },
  "nominatif.message": { select: correspondant, insert: lecteur, update: correspondant },
  // National lines of one's own desk's files, and of the demandes that one was asked to follow: the small world's have one key.
  attribution: { select: (role, relation) => role === "guichet" && relation === "propre" },
  demande: { select: lecteur },
  veille: {
    select: lecteur,
    insert: epci,
    update: (role, relation) => epci(role, relation) || lecteur(role, relation),
  },
  "nominatif.recusation": {
    select: (role, relation) => role !== "public" && relation === "propre",
    insert: (role, relation) => role !== "public" && relation === "propre",
  },
  "nominatif.ouverture": Object.fromEntries(
    (["select", "insert", "update", "delete"] as const).map((commande) => [
      commande,
      (role: Role, relation: Relation) => role !== "public" && relation === "propre",
    ]),
  ),
  ordre_du_jour: {
    select: (role, relation) => role !== "public" && relation === "propre",
    insert: (role, relation) => role === "secretaire-cal" && relation === "propre",
    delete: has("secretaire-cal"),
  },
  // Rules read in public documents: what is asked of the programme is known to every member.
  regle_programme: { select: membre },
  commune_plh: { select: membre },
  // Which bailleurs have stock in a commune, and the marks that they publish.
  "nominatif.lieu_ouvert": { select: membre },
  seuil_rapprochement: { select: membre },
  // A number, to whoever may open a case: that of the last one opened.
  cas_numero: { select: ouvreCas, insert: ouvreCas, update: ouvreCas },
  registre_effacement: { select: has("dpo") },
  purge: { select: (role) => role === "dpo" },
  "journal.scelle": { select: (role) => role === "dpo" },
};

/** Tables that hold the rows of a resource as such (and not as a lot's content or what is derived from it). */
export function tablesOf(ressource: Ressource, tables: readonly TableDroits[]): readonly TableDroits[] {
  return tables.filter(({ ouvertures }) =>
    Object.values(ouvertures).some((list) => list?.some((ouverture) => ouverture.ressource === ressource)),
  );
}
