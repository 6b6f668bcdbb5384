import type { Ressource } from "#socle/regles/habilitation/ressource.ts";
import type { Role, RoleHabilite } from "#socle/regles/habilitation/role.ts";
import { formatJourCourt } from "#socle/regles/shared/format.ts";
import type { Compte, Habilitation } from "../../lectures/habilitation/ports.ts";
import type { EtatHabilitation } from "../../regles/habilitation/echeances.ts";
import { resumeRole } from "../../regles/habilitation/resume-role.ts";

export const LIBELLE_ETAT: Readonly<Record<EtatHabilitation, string>> = {
  "a-venir": "À venir",
  "en-vigueur": "En vigueur",
  expiree: "Expirée",
  revoquee: "Révoquée",
};

export const TON_ETAT: Readonly<Record<EtatHabilitation, "ok" | "alerte" | "erreur" | "neutre">> = {
  "a-venir": "neutre",
  "en-vigueur": "ok",
  expiree: "neutre",
  revoquee: "erreur",
};

export function formatPersonne({ prenom, nom }: Pick<Compte, "prenom" | "nom">): string {
  return `${prenom} ${nom}`;
}

/** « 10/03/2026 », or « jamais », by the day in Paris. */
export function formatVu(vuLe: string | null): string {
  return vuLe === null ? "jamais" : formatJourCourt(dayInParis(vuLe));
}

const paris = new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Paris", dateStyle: "short" });

/** Instant → ISO day of the calendar of Paris. */
export function dayInParis(instant: string): string {
  return paris.format(new Date(instant));
}

/** « Tout le territoire », « Saint-Dizier, Wassy », « 7 communes ». */
export function describePerimetre(
  { epci, communes }: Pick<Habilitation, "epci" | "communes">,
  noms: ReadonlyMap<string, string>,
): string {
  if (epci === null) return "Toute la plateforme";
  if (communes.length === 0) return "Tout le territoire";
  return communes.length > 4
    ? `${communes.length}\u00A0communes`
    : communes.map((commune) => noms.get(commune) ?? commune).join(", ");
}

/** Short names for a sentence; the matrix has titles. */
const NOM: Readonly<Record<Ressource, string>> = {
  logement: "logements",
  "logement-prive": "vacance et loyers",
  perimetre: "périmètres",
  "demande-identite": "identité des demandeurs",
  "demande-menage": "ménages et ressources",
  "demande-sensible": "données sensibles (avec la mention)",
  "etat-civil": "changements d’état civil",
  piece: "pièces justificatives",
  "piece-sensible": "pièces sensibles (avec la mention)",
  cotation: "grilles de cotation",
  prospect: "fiches contact et entretiens",
  information: "information du public",
  nir: "numéro de sécurité sociale",
  proposition: "propositions",
  seance: "séances",
  decision: "décisions",
  attribution: "attributions",
  "examen-occupation": "examens de l’occupation",
  contingent: "contingents",
  objectif: "objectifs de la convention",
  bilan: "bilans par bailleur",
  "indicateur-interne": "indicateurs internes",
  "indicateur-publie": "indicateurs publiés",
  relogement: "ménages à reloger",
  "cas-bloque": "cas bloqués",
  instance: "instances, réunions et décisions",
  remontee: "remontées de terrain",
  action: "actions de la convention",
  programme: "programme de logements",
  lot: "fichiers importés",
  habilitation: "habilitations",
  journal: "journal",
};

/** Whether the role reads a household in clear, by the matrix. */
export function opensDossiers(role: RoleHabilite): boolean {
  return (resumeRole(role)?.menages.length ?? 0) > 0;
}

/** One plain sentence of what a role opens, from the matrix itself. */
export function describeRole(role: Role | RoleHabilite): string {
  const resume = resumeRole(role);
  if (resume === null) {
    return "Ouvre les territoires et nomme les premiers gestionnaires ; ne lit aucune donnée personnelle.".replace(
      " ;",
      "\u00A0;",
    );
  }
  const list = (ressources: readonly Ressource[]) => ressources.map((ressource) => NOM[ressource]).join(", ");
  const parts = [
    resume.menages.length > 0
      ? `Lit en clair, pour ses ménages\u00A0: ${list(resume.menages)}`
      : "N’ouvre aucun dossier de ménage en clair",
    resume.ecrit.length > 0 ? `crée ou modifie\u00A0: ${list(resume.ecrit)}` : "ne modifie rien",
    ...(resume.exporte.length > 0 ? [`télécharge\u00A0: ${list(resume.exporte)}`] : []),
  ];
  return `${parts.join("\u00A0; ")}.`;
}
