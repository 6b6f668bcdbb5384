import { rolesFor } from "../../regles/habilitation/matrice.ts";
import { type Action, NIVEAUX, type Niveau, type Portee, type Ressource } from "../../regles/habilitation/ressource.ts";
import type { Role } from "../../regles/habilitation/role.ts";
import type { Rattachements } from "./table.ts";

export type Cible = {
  readonly table: string;
  readonly par: Rattachements;
  readonly niveau: Niveau;
  readonly sensible: boolean;
};

/** An array literal of role names, which come from the code and never from a user. */
function list(roles: readonly string[]): string {
  return `'{${roles.join(",")}}'`;
}

/** Always in this form: the array is computed once per query, and the comparison may use the column's index (measured in security.md, F5). */
function among(column: string, subselect: string): string {
  return `${column} = any (array(${subselect}))`;
}

const VALIDE = "(au is null or au >= contexte.aujourdhui())";
const CONVOQUE_REUNION =
  "select reunion from reunion_convoque where compte = contexte.compte() and contexte.aujourdhui() between du and au";

/** Sessions to which the person is convened, with the territory for which they are: they hold the role there. */
function convoque(colonnes: string, roles: string): string {
  const valide = "compte = contexte.compte() and contexte.aujourdhui() between du and au";
  return `select ${colonnes} from convocation where ${valide} and ${among("epci", `select contexte.epcis(${roles})`)}`;
}

/**
 * The SQL condition under which the matrix allows the action on a row; null when it allows nobody. One clause per scope, whatever the number of roles
 * that share it.
 */
export function clauseOf(ressource: Ressource, action: Action, cible: Cible): string | null {
  const byPortee = new Map<Portee, Role[]>();
  for (const { role, portee, niveau } of rolesFor(ressource, action)) {
    // A right to facts without names opens no row with a name, and a right to sums opens no row at all.
    if (NIVEAUX.indexOf(niveau) > NIVEAUX.indexOf(cible.niveau)) continue;
    byPortee.set(portee, [...(byPortee.get(portee) ?? []), role]);
  }
  // The first true clause spares the next ones, subqueries included: the cheapest comes first.
  const cheapestFirst = [...byPortee].sort(([a], [b]) => coutOf(a, cible) - coutOf(b, cible));
  return anyOf(cheapestFirst.map(([portee, roles]) => ofPortee(portee, roles, { ...cible, ressource })));
}

const COUT: Readonly<Record<Portee, number>> = {
  tout: 0,
  territoire: 1,
  soi: 2,
  guichet: 3,
  organisation: 4,
  publie: 5,
  contingent: 6,
  affectation: 7,
  souhait: 8,
  seance: 9,
};

/** Cheapest with `lieu`: a commune found in a hash spares all other clauses, on tables of hundreds of thousands of rows. */
function coutOf(portee: Portee, { par }: Cible): number {
  return portee === "souhait" && par.lieu ? -1 : COUT[portee];
}

export function anyOf(clauses: readonly (string | null)[]): string | null {
  const written = [...new Set(clauses.filter((clause) => clause !== null))];
  if (written.includes("true")) return "true";
  return written.length === 0 ? null : written.join("\n    or ");
}

type CibleDe = Cible & { readonly ressource: Ressource };

function ofPortee(portee: Portee, roles: readonly Role[], cible: CibleDe): string | null {
  if (portee === "tout" && roles.includes("public")) return "true";
  if (portee === "publie") return cible.par.publie ?? null;
  if (portee === "soi") return soi(roles, cible);
  const rows = rowsOf(portee, list(roles), cible);
  if (rows === null) return null;
  return cible.sensible ? `(${rows} and ${among("epci", `select contexte.epcis_sensibles(${list(roles)})`)})` : rows;
}

function rowsOf(portee: Portee, roles: string, { table, par, ressource }: CibleDe): string | null {
  switch (portee) {
    case "tout":
      return `(select contexte.a_role(${roles}))`;
    case "territoire":
      return among("epci", `select contexte.epcis(${roles})`);
    case "organisation":
      return organisation(roles, par);
    case "guichet":
      return par.guichet ? pair(par.guichet, "organisations", roles) : null;
    case "souhait":
      return souhait(roles, { table, par });
    case "contingent":
      return contingent(roles, par);
    case "seance":
      return seance(roles, par, ressource);
    case "affectation":
      return affectation(roles, par);
    default:
      return null;
  }
}

function pair(column: string, source: "organisations" | "sirens", roles: string): string {
  return among(`(epci || ':' || ${column})`, `select contexte.${source}(${roles})`);
}

function organisation(roles: string, par: Rattachements): string | null {
  return anyOf([
    par.organisation ? pair(par.organisation, "organisations", roles) : null,
    par.siren ? pair(par.siren, "sirens", roles) : null,
    par.lot ? among(par.lot, `select id from lot where ${pair("organisation", "organisations", roles)}`) : null,
  ]);
}

/**
 * A bailleur by its stock, a commune by its name. Wishes tie a bailleur whose stock is everywhere to nearly all files: each file is looked up by its
 * key instead of building their array (50 000 demandes: 3 ms a page instead of 90).
 */
function souhait(roles: string, { table, par }: Pick<Cible, "table" | "par">): string | null {
  const moi = `array(select contexte.organisations(${roles}) union all select contexte.communes(${roles}))`;
  if (par.ouvert) return `${par.ouvert} && ${moi}`;
  // Hashed once per query: a bailleur has hundreds of communes, a commune hundreds of thousands of rows.
  if (par.lieu) return `${par.lieu} in (select l.lieu from nominatif.lieu_ouvert l where l.ouvert_a && ${moi})`;
  if (!par.demandeur) return null;
  const colonne = `${table.slice(table.indexOf(".") + 1)}.${par.demandeur}`;
  return `exists (select from nominatif.registre r where r.demandeur = ${colonne} and r.ouvert_a && ${moi})`;
}

function contingent(roles: string, par: Rattachements): string | null {
  if (par.reservataire) return pair(par.reservataire, "organisations", roles);
  if (!par.demandeur) return null;
  return viaLien(
    par.demandeur,
    roles,
    `nature = 'contingent' and ${VALIDE} and ${pair("organisation", "organisations", roles)}`,
  );
}

/** An object of the agenda is a resource and its number: the same number of another resource does not match. */
function seance(roles: string, par: Rattachements, ressource: Ressource): string | null {
  const here = among("epci", `select contexte.epcis(${roles})`);
  const pairs = convoque("epci, seance", roles);
  if (par.seance || par.commission || par.reunion) {
    return anyOf([
      par.seance ? among(`(epci || ':' || ${par.seance})`, convoque("epci || ':' || seance", roles)) : null,
      par.commission ? among(par.commission, convoque("seance", roles)) : null,
      par.reunion ? `(${among(par.reunion, CONVOQUE_REUNION)} and ${here})` : null,
    ]);
  }
  if (par.objet) {
    const convened = `select objet from ordre_du_jour where ressource = '${ressource}' and (epci, seance) in (${pairs})`;
    return `(${among(`${par.objet}::text`, convened)} and ${here})`;
  }
  if (!par.demandeur) return null;
  return viaLien(par.demandeur, roles, `nature = 'seance' and ${VALIDE} and (epci, seance) in (${pairs})`);
}

/** A household is entrusted by name, or with the building where it lives. */
function affectation(roles: string, { demandeur, mission }: Rattachements): string | null {
  const confie = `compte = contexte.compte() and ${VALIDE}`;
  const here = among("epci", `select contexte.epcis(${roles})`);
  return anyOf([
    demandeur ? viaLien(demandeur, roles, `nature = 'affectation' and ${confie}`) : null,
    mission ? `(${among(mission, `select operation from mission_relogement where ${confie}`)} and ${here})` : null,
  ]);
}

/** A row of `lien` ties the household to the person, in a territory where they hold the role. */
function viaLien(demandeur: string, roles: string, condition: string): string {
  const here = among("epci", `select contexte.epcis(${roles})`);
  return `(${among(demandeur, `select demandeur from nominatif.lien where ${condition}`)} and ${here})`;
}

const MOTIVE = "length(trim(coalesce(contexte.acteur() ->> 'motif', ''))) >= 10";

function soi(roles: readonly Role[], { par, sensible }: Cible): string | null {
  const { demandeur, compte } = par;
  const agents = roles.filter((role) => role !== "demandeur" && role !== "tiers");
  const own = (lien: string) => (demandeur ? among(demandeur, `select contexte.demandeurs('{${lien}}')`) : null);
  const tiers = roles.includes("tiers") ? own("mandat") : null;
  return anyOf([
    roles.includes("demandeur") ? own("titulaire") : null,
    tiers && sensible ? `(${tiers} and ${MOTIVE})` : tiers,
    compte && agents.length > 0 ? `${compte} = (select contexte.compte())` : null,
  ]);
}
