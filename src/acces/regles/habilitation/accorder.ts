import { findValeur } from "#droit/regles/parametre.ts";
import { droitsOf } from "#socle/regles/habilitation/matrice.ts";
import {
  ADMINISTRATEUR,
  LIBELLE_ROLE,
  ORGANISATIONS_DU_ROLE,
  type RoleHabilite,
} from "#socle/regles/habilitation/role.ts";
import type { TypeOrganisation } from "#socle/regles/habilitation/type-organisation.ts";
import { formatCompte, formatJour } from "#socle/regles/shared/format.ts";
import { type GenreRefus, Refus } from "#socle/regles/shared/refus.ts";
import { relireTexte } from "#socle/regles/texte-libre/relire-texte.ts";
import { DUREE_MAX_MOIS, etatHabilitation, isJour, lastDay, nextDay } from "./echeances.ts";

/**
 * Rules of grants. The law asks that access be personal and given by the head of the organisation (CCH R. 441-2-6: a demande is open to named
 * recipients, for the attribution alone); the procedure is ours (design: « nobody grants more than they hold »).
 */

export type HabilitationTenue = {
  readonly id: number;
  readonly compte: number;
  readonly role: RoleHabilite;
  /** null: the whole platform. */
  readonly epci: string | null;
  readonly organisation: number;
  /** Empty: the whole EPCI. */
  readonly communes: readonly string[];
  readonly sensible: boolean;
  readonly debut: string;
  readonly fin: string;
  readonly revoqueeLe: string | null;
};

export type HabilitationDemandee = Omit<HabilitationTenue, "id" | "revoqueeLe"> & {
  readonly typeOrganisation: TypeOrganisation;
  readonly motif: string;
};

/** The granter, with their stored habilitations. */
export type Accordant = { readonly compte: number | null; readonly tenues: readonly HabilitationTenue[] };

export type Circonstances = {
  readonly aujourdhui: string;
  /** INSEE codes of the territory; empty for the platform. */
  readonly communes: readonly string[];
  /** Habilitations of the same territory, past ones included. */
  readonly existantes: readonly HabilitationTenue[];
};

const MOTIF_MIN = 10;
const MOTIF_MAX = 500;
const GESTIONNAIRE = "gestionnaire-epci";

/** Throws the first `Refus` of the rules, with what to do about it. */
export function checkAccord(accordant: Accordant, demande: HabilitationDemandee, circonstances: Circonstances): void {
  checkMotif(demande.motif);
  checkSelf(accordant, demande.compte);
  const titres = titresOf(accordant, demande, circonstances.aujourdhui);
  if (titres.length === 0) throw withoutTitle(accordant, demande, circonstances.aujourdhui);
  checkObjet(demande, circonstances);
  checkDates(demande, circonstances.aujourdhui);
  checkWithin(titres, demande);
  checkTwin(demande, circonstances);
}

/** A person may revoke their own right. Throws a `Refus`. */
export function checkRevocation(
  accordant: Accordant,
  cible: HabilitationTenue,
  motif: string,
  circonstances: Pick<Circonstances, "aujourdhui" | "existantes">,
): void {
  checkMotif(motif);
  const { aujourdhui } = circonstances;
  const etat = etatHabilitation(cible, aujourdhui);
  if (etat === "revoquee")
    throw refus("habilitation-deja-revoquee", "Cette habilitation est déjà révoquée.", "conflit");
  if (etat === "expiree") {
    throw refus(
      "habilitation-expiree",
      `Cette habilitation a pris fin le ${formatJour(cible.fin)} : il n’y a rien à révoquer.`,
    );
  }
  const titres = titresOf(accordant, cible, aujourdhui);
  if (titres.length === 0) throw withoutTitle(accordant, cible, aujourdhui);
  if (!titres.some((titre) => covers(titre, cible))) throw tooWide();
  if (etat === "en-vigueur" && isLast(cible, circonstances)) throw lastManager(cible.role);
}

/** First day of a renewal: the day after the end, or today when it has ended. Throws when it was revoked. */
export function renewableFrom(ancienne: HabilitationTenue, aujourdhui: string): string {
  if (ancienne.revoqueeLe !== null) {
    throw refus(
      "habilitation-revoquee",
      "Une habilitation révoquée ne se renouvelle pas. Accordez-en une nouvelle, avec son motif.",
    );
  }
  return ancienne.fin < aujourdhui ? aujourdhui : nextDay(ancienne.fin);
}

/** Roles that the person may grant in the territory (null: for the platform), in the order of the matrix. */
export function rolesAccordables(
  accordant: Accordant,
  epci: string | null,
  aujourdhui: string,
  roles: readonly RoleHabilite[],
): readonly RoleHabilite[] {
  return roles.filter((role) => titresOf(accordant, { role, epci }, aujourdhui).length > 0);
}

/** Whether the matrix opens sensitive data to the role: otherwise « consultant sensible » would have no effect. */
export function opensSensible(role: RoleHabilite): boolean {
  return role !== ADMINISTRATEUR && droitsOf(role, "demande-sensible").length > 0;
}

/**
 * Whether communes limit the role: a commune's agent sees the demandes that wish for it, a manager grants within theirs. The row policies ignore the
 * communes of other roles: a habilitation must not claim a limit that has no effect.
 */
export function narrowsByCommune(role: RoleHabilite): boolean {
  return role === "commune" || role === GESTIONNAIRE;
}

/**
 * The granter's habilitations that allow it: the platform names administrateurs and managers of territories; a manager names everybody else, other
 * managers included, in their own territory.
 */
function titresOf(
  { tenues }: Accordant,
  { role, epci }: { readonly role: RoleHabilite; readonly epci: string | null },
  aujourdhui: string,
): readonly HabilitationTenue[] {
  const named = role === ADMINISTRATEUR || role === GESTIONNAIRE;
  return tenues.filter((tenue) => {
    if (etatHabilitation(tenue, aujourdhui) !== "en-vigueur") return false;
    if (tenue.role === ADMINISTRATEUR) return named;
    return tenue.role === GESTIONNAIRE && role !== ADMINISTRATEUR && tenue.epci === epci;
  });
}

function withoutTitle(
  { tenues }: Accordant,
  { role, epci }: { readonly role: RoleHabilite; readonly epci: string | null },
  aujourdhui: string,
): Refus {
  const current = tenues.filter((tenue) => etatHabilitation(tenue, aujourdhui) === "en-vigueur");
  const manager = current.some((tenue) => tenue.role === GESTIONNAIRE && (epci === null || tenue.epci === epci));
  if (manager || current.some((tenue) => tenue.role === ADMINISTRATEUR)) {
    const who = manager ? "un administrateur de la plateforme" : "le gestionnaire des habilitations de l’EPCI";
    return refus(
      "role-non-accordable",
      `Vous ne pouvez ni accorder ni révoquer le rôle « ${LIBELLE_ROLE[role]} ». Adressez-vous à ${who}.`,
      "interdit",
    );
  }
  return refus(
    "habilitation-hors-droit",
    "Vous ne gérez pas les habilitations de ce territoire. Adressez-vous à la personne qui les gère.",
    "interdit",
  );
}

function checkSelf(accordant: Accordant, compte: number): void {
  if (accordant.compte !== compte) return;
  throw refus(
    "habilitation-a-soi",
    "Personne ne s’accorde ni ne se renouvelle une habilitation. Demandez-la à un autre gestionnaire ou à un administrateur.",
    "interdit",
  );
}

/**
 * The reason stays for years in a journal that nobody can correct: words about a person's health or life are refused, even confirmed. Refuses
 * "motif-absent", "texte-nir", "motif-a-relire".
 */
export function checkMotif(motif: string): void {
  const prose = motif.trim();
  if (prose.length < MOTIF_MIN || prose.length > MOTIF_MAX) {
    throw refus(
      "motif-absent",
      `Écrivez le motif, en ${MOTIF_MIN} à ${MOTIF_MAX} caractères : il reste au journal, avec votre nom.`,
    );
  }
  relireTexte(prose, "Motif\u00A0:", { relu: false, aRelire: "motif-a-relire", longueurPropre: true });
}

/** Checks the role against the organisation, the territory and sensitive data. */
function checkObjet(demande: HabilitationDemandee, { communes }: Circonstances): void {
  if (!ORGANISATIONS_DU_ROLE[demande.role].includes(demande.typeOrganisation)) {
    throw refus(
      "organisation-incompatible",
      `Le rôle « ${LIBELLE_ROLE[demande.role]} » n’existe pas dans ce type d’organisation. Choisissez une autre organisation ou un autre rôle.`,
    );
  }
  if (demande.communes.length > 0 && !narrowsByCommune(demande.role)) {
    throw refus(
      "communes-sans-effet",
      `Le rôle « ${LIBELLE_ROLE[demande.role]} » ne se limite pas à certaines communes : il vaut pour tout le territoire. Décochez les communes.`,
    );
  }
  const outside = demande.communes.filter((commune) => !communes.includes(commune));
  if (outside.length > 0) {
    throw refus(
      "commune-hors-territoire",
      `Hors du territoire : ${outside.join(", ")}. Choisissez des communes de la liste.`,
    );
  }
  if (demande.sensible && !opensSensible(demande.role)) {
    throw refus(
      "sensible-impossible",
      `Le rôle « ${LIBELLE_ROLE[demande.role]} » n’ouvre aucune donnée sensible. Décochez cette mention.`,
    );
  }
}

function checkDates({ debut, fin }: HabilitationDemandee, aujourdhui: string): void {
  if (!isJour(debut) || !isJour(fin)) {
    throw refus("dates-invalides", "Donnez le premier et le dernier jour de l’habilitation.");
  }
  if (debut < aujourdhui) {
    throw refus(
      "debut-passe",
      `Une habilitation ne remonte pas dans le temps. Faites-la commencer au plus tôt le ${formatJour(aujourdhui)}.`,
    );
  }
  if (fin < debut) throw refus("fin-avant-debut", "Le dernier jour vient avant le premier. Corrigez les dates.");
  const last = lastDay(debut);
  if (fin > last) {
    const mois = formatCompte(findValeur(DUREE_MAX_MOIS, debut).valeur, "mois", "mois");
    throw refus(
      "duree-trop-longue",
      `Une habilitation dure ${mois} au plus, soit jusqu’au ${formatJour(last)}. Elle se renouvelle ensuite.`,
    );
  }
}

/**
 * An administrateur's own end does not bound what they grant, only the maximum length does: otherwise the platform would close after its first year.
 */
function checkWithin(titres: readonly HabilitationTenue[], demande: HabilitationDemandee): void {
  const wide = titres.filter((titre) => covers(titre, demande));
  if (wide.length === 0) throw tooWide();
  if (wide.some((titre) => titre.role === ADMINISTRATEUR || demande.fin <= titre.fin)) return;
  const last =
    wide
      .map(({ fin }) => fin)
      .sort()
      .at(-1) ?? "";
  throw refus(
    "fin-apres-la-votre",
    `Votre propre habilitation prend fin le ${formatJour(last)} : vous ne pouvez rien accorder au-delà. Choisissez cette date au plus tard, ou faites d’abord renouveler la vôtre.`,
  );
}

function covers(titre: HabilitationTenue, { communes }: { readonly communes: readonly string[] }): boolean {
  if (titre.communes.length === 0) return true;
  return communes.length > 0 && communes.every((commune) => titre.communes.includes(commune));
}

function tooWide(): Refus {
  return refus(
    "perimetre-trop-large",
    "Votre habilitation ne porte que sur certaines communes : choisissez parmi celles-là.",
  );
}

function checkTwin(demande: HabilitationDemandee, { existantes }: Circonstances): void {
  const twin = existantes.find(
    (other) => other.revoqueeLe === null && isSame(other, demande) && overlap(other, demande),
  );
  if (!twin) return;
  throw refus(
    "habilitation-identique",
    `Cette personne a déjà cette habilitation, du ${formatJour(twin.debut)} au ${formatJour(twin.fin)}. Renouvelez-la à son terme, ou révoquez-la d’abord.`,
    "conflit",
  );
}

function isSame(a: HabilitationTenue, b: HabilitationDemandee): boolean {
  return (
    a.compte === b.compte &&
    a.role === b.role &&
    a.epci === b.epci &&
    a.organisation === b.organisation &&
    a.sensible === b.sensible &&
    [...a.communes].sort().join() === [...b.communes].sort().join()
  );
}

function overlap(a: { debut: string; fin: string }, b: { debut: string; fin: string }): boolean {
  return a.debut <= b.fin && b.debut <= a.fin;
}

/** Another manager must hold as much today: a future one would leave the territory without any meanwhile. */
function isLast(
  cible: HabilitationTenue,
  { aujourdhui, existantes }: Pick<Circonstances, "aujourdhui" | "existantes">,
): boolean {
  if (cible.role !== GESTIONNAIRE && cible.role !== ADMINISTRATEUR) return false;
  return !existantes.some(
    (other) =>
      other.id !== cible.id &&
      other.role === cible.role &&
      other.epci === cible.epci &&
      etatHabilitation(other, aujourdhui) === "en-vigueur" &&
      covers(other, cible),
  );
}

function lastManager(role: RoleHabilite): Refus {
  const [who, where] =
    role === ADMINISTRATEUR ? ["administrateur", "la plateforme"] : ["gestionnaire des habilitations", "le territoire"];
  return refus(
    "dernier-gestionnaire",
    `C’est la dernière habilitation de ${who} en vigueur : ${where} resterait sans personne pour accorder ou révoquer. Accordez-la d’abord à quelqu’un d’autre.`,
    "conflit",
  );
}

function refus(code: string, message: string, genre: GenreRefus = "saisie"): Refus {
  return new Refus(code, message.replace(/ ([:;!?»])/g, "\u00A0$1").replace(/« /g, "«\u00A0"), {}, genre);
}
