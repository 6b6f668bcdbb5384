import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { formatBornes, formatNombre } from "#socle/regles/shared/format.ts";
import type { BlocEffort, Effort, LigneEffort } from "../../lectures/effort/effort.ts";

type Props = { readonly cadre: Cadre; readonly effort: Effort; readonly bloc: BlocEffort };

/** Counted, unknown, chance: three separate answers. */
export function Lectures({ cadre, effort, bloc }: Props) {
  const lignes = [...(bloc.ensemble ? [bloc.ensemble] : []), ...bloc.lignes];
  if (lignes.length === 0) return null;
  const href = cadre.droits.localiser ? hrefTerritoire(effort.territoire, "donnees/localiser") : null;
  return (
    <>
      {lignes.map((ligne) => (
        <details>
          <summary>{ligne.nom}</summary>
          <Couches ligne={ligne} href={href} acheve={effort.acheve} />
        </details>
      ))}
    </>
  );
}

function Couches({ ligne, href, acheve }: { ligne: LigneEffort; href: string | null; acheve: boolean }) {
  const { phrases, trancher, clopperPearson, midP } = ligne.lecture;
  const { causes } = ligne.lecture.inconnus;
  const projections = [ligne.cible, ligne.plancher].flatMap((projection) => projection ?? []);
  return (
    <dl>
      <dt>Ce qui est compté</dt>
      <dd>{phrases.constat}</dd>
      <dt>Ce que l’inconnu peut changer</dt>
      <dd>
        {phrases.inconnues} {phrases.trancher}{" "}
        {trancher && href && causes?.situation ? <a href={href}>Localiser</a> : null}
      </dd>
      <dt>Hasard des petits nombres</dt>
      <dd>
        {phrases.hasard}{" "}
        {clopperPearson ? (
          <span class="discret">
            Intervalle exact de Clopper-Pearson : {formatBornes(clopperPearson)}.
            {midP === null ? "" : ` Test mid-p : ${formatNombre(midP)}.`}
          </span>
        ) : null}
      </dd>
      {projections.map(({ objectif, phrase, phraseProbabilite }) => (
        <>
          <dt>{objectif.nature === "cible" ? "Pour la convention" : "Pour le plancher légal"}</dt>
          <dd>{acheve ? phrase : `${phrase} Chances d’y arriver : ${phraseProbabilite}.`}</dd>
        </>
      ))}
      {acheve ? null : (
        <>
          <dt>Idée préalable</dt>
          <dd>{ligne.prior.libelle}</dd>
        </>
      )}
    </dl>
  );
}
