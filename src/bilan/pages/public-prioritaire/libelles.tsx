import { hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { Tag, TagVerdict } from "#socle/pages/design/parts.tsx";
import { formatBornes, formatCompte } from "#socle/regles/shared/format.ts";
import { countIncertaines } from "../../images/publics-tables.ts";
import type { ConstatQuart } from "../../lectures/public-prioritaire/publics.ts";

export type QuestionPublics = { readonly annee: number; readonly bailleur: string | null };

export function hrefPublics(epci: string, question: QuestionPublics, format?: "pdf" | "xlsx"): string {
  return hrefTerritoire(epci, `publics-prioritaires${format ? `.${format}` : ""}`, { ...question });
}

/** What is read on a view of its own. */
export const PARTIES_PUBLICS = {
  rapprochement: "SNE, SYPLO et listes des bailleurs",
  corrections: "Ce qu’il y a à corriger ou à vérifier, bail par bail",
  categories: "Catégories prioritaires en vigueur et liste locale",
  methode: "Méthode et sources",
} as const;
export type PartiePublics = keyof typeof PARTIES_PUBLICS;

export function hrefPartie(publics: QuestionPublics & { readonly territoire: string }, partie: PartiePublics): string {
  const { territoire, annee, bailleur } = publics;
  return hrefTerritoire(territoire, "publics-prioritaires", { annee, bailleur, partie });
}

export function AConfirmer() {
  return <Tag ton="alerte">à confirmer</Tag>;
}

/** The verdict, with the bounds that unknown answers allow. */
export function Situation({ constat }: { constat: ConstatQuart }) {
  const { verdict, manque, bornes, petitEffectif, assiette } = constat;
  const inconnus = countIncertaines(constat);
  const open = inconnus > 0 && bornes !== null;
  return (
    <>
      <TagVerdict constat={{ verdict, manque: manque ?? 0 }} />
      {open ? (
        <>
          <br />
          <small>
            {formatBornes(bornes)} selon {formatCompte(inconnus, "réponse inconnue", "réponses inconnues")}
          </small>
        </>
      ) : null}
      {petitEffectif && assiette > 0 ? (
        <>
          <br />
          <small>moins de 20 attributions</small>
        </>
      ) : null}
    </>
  );
}
