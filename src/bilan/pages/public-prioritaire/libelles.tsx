import { hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { Tag, TagVerdict } from "#socle/pages/design/parts.tsx";
import { formatBornes, formatCompte } from "#socle/regles/shared/format.ts";
import { countIncertaines } from "../../images/publics-tables.ts";
import type { ConstatQuart } from "../../lectures/public-prioritaire/publics.ts";

export type QuestionPublics = { readonly annee: number; readonly bailleur: string | null };

export function hrefPublics(epci: string, question: QuestionPublics, format?: "pdf" | "xlsx"): string {
  return hrefTerritoire(epci, `publics-prioritaires${format ? `.${format}` : ""}`, { ...question });
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
