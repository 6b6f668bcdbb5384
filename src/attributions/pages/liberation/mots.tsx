import { Tag } from "#socle/pages/design/parts.tsx";
import { formatCompte } from "#socle/regles/shared/format.ts";
import type { Liberation } from "../../lectures/liberation/ports.ts";
import { type EtatCandidature, LIBELLE_ETAT_CANDIDATURE } from "../../regles/candidature/candidature.ts";
import { LIBELLE_ETAPE } from "../../regles/liberation/liberation.ts";

export function TagEtape({ liberation: { etape, closeLe, cloture } }: { liberation: Liberation }) {
  if (closeLe !== null) return <Tag ton="neutre">{cloture === "bail" ? "Loué" : "Retiré"}</Tag>;
  return <Tag ton={etape === "disponible" ? "alerte" : "neutre"}>{LIBELLE_ETAPE[etape]}</Tag>;
}

const TON_CANDIDATURE: Readonly<Partial<Record<EtatCandidature, "ok" | "alerte" | "neutre">>> = {
  attribuee: "ok",
  offerte: "ok",
  logee: "ok",
  "sous-condition": "alerte",
  reportee: "alerte",
};

export function TagCandidature({ etat }: { etat: EtatCandidature }) {
  return <Tag ton={TON_CANDIDATURE[etat] ?? "neutre"}>{LIBELLE_ETAT_CANDIDATURE[etat]}</Tag>;
}

/** « T3, 62 m², 3 rue de l’Essai, Saint-Dizier » */
export function sayLogement({ logement }: Liberation): string {
  const { typologie, surface, adresse, nomCommune, commune } = logement;
  const taille = [typologie ?? "type inconnu", surface === null ? null : `${surface} m²`].filter(Boolean).join(", ");
  return `${taille}, ${adresse}, ${nomCommune ?? commune}`;
}

/** Days: three months, which RPLS and the bilans call a lasting vacancy. */
const VACANCE_LONGUE = 92;

export function sayVide(jours: number | null) {
  if (jours === null) return "pas encore vide";
  return jours > VACANCE_LONGUE ? <Tag ton="alerte">{sayJours(jours)}</Tag> : sayJours(jours);
}

export function sayJours(jours: number): string {
  return formatCompte(jours, "jour");
}
