import { situationsAt } from "#droit/regles/examen-triennal.ts";
import type { Valeur } from "#droit/regles/valeur.ts";
import { Tag } from "#socle/pages/design/parts.tsx";
import { formatCompte, formatJour } from "#socle/regles/shared/format.ts";
import type { BailSuivi, ExamenOccupation, ZoneExamen } from "../../lectures/examen-occupation/ports.ts";
import { type EtatExamen, LIBELLE_ETAT_EXAMEN } from "../../regles/examen-occupation/examen-occupation.ts";

const TON: Readonly<Record<EtatExamen, "ok" | "alerte" | "neutre">> = {
  "a-jour": "ok",
  bientot: "neutre",
  "en-retard": "alerte",
  "a-transmettre": "alerte",
  transmis: "neutre",
  "a-suivre": "alerte",
};

export function TagExamen({ etat }: { etat: EtatExamen }) {
  return <Tag ton={TON[etat]}>{LIBELLE_ETAT_EXAMEN[etat]}</Tag>;
}

/** « RPLS-1234, T3, 62 m², Saint-Dizier » */
export function sayBail({ cle, typologie, surface, nomCommune, commune }: BailSuivi): string {
  const taille = [typologie, sayM2(surface)];
  return [cle, ...taille, nomCommune ?? commune].filter((mot) => mot !== null).join(", ");
}

/** Situations with their articles; a sensitive one is only said to exist. */
export function Situations({ examen }: { examen: ExamenOccupation }) {
  const dites = situationsAt(examen.examineLe).filter(({ code }) => examen.situations.includes(code));
  if (dites.length === 0 && !examen.reservee) return <>Aucune relevée</>;
  return (
    <ul>
      {dites.map(({ libelle, article }) => (
        <li>
          {libelle} <span class="aide">({article})</span>
        </li>
      ))}
      {examen.reservee ? <li>Situation d’accès réservé (art. L. 442-5-2, 3° ou 4°, du CCH)</li> : null}
    </ul>
  );
}

export function Regle({ zone, periode }: { zone: ZoneExamen | null; periode: Valeur<number> | null }) {
  if (periode === null) return <p>Aucun texte ne demande d’examen à ce jour.</p>;
  return (
    <>
      <p>
        {sayZone(zone)} Le bailleur y examine les conditions d’occupation tous les{" "}
        {formatCompte(periode.valeur / 12, "an")} à compter de la signature du bail, et transmet à sa commission les
        dossiers des locataires dans l’une des situations de la loi.
      </p>
      <p class="aide">
        {periode.source}
        {periode.confiance === "B" ? ", à confirmer" : ""}. L’échéance suivante est comptée de l’examen lui-même. Rien
        n’est décidé d’un ménage par ce calcul.
      </p>
    </>
  );
}

function sayZone(zone: ZoneExamen | null): string {
  if (zone === null || zone.applicable === "inconnu") {
    const source = zone ? ` (${zone.source})` : "";
    return `Zone de déséquilibre marqué : non dite pour ce territoire, à confirmer${source}.`;
  }
  const debut = `depuis le ${formatJour(zone.depuis)} (${zone.source}, à confirmer)`;
  return zone.applicable === "oui"
    ? `Territoire en zone de déséquilibre marqué, ${debut}.`
    : `Territoire hors des zones de déséquilibre marqué, ${debut} : l’examen n’y est pas obligatoire.`;
}

/** « 82,5 m² » */
export function sayM2(surface: number | null): string | null {
  return surface === null ? null : `${String(surface).replace(".", ",")} m²`;
}
