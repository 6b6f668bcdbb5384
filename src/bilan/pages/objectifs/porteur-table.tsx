import type { Child } from "hono/jsx";
import {
  formatACeJour,
  formatObjectif,
  formatReste,
  splitChances,
} from "#engagements/regles/convention/format-objectif.ts";
import { Defile, Tag, TagVerdict } from "#socle/pages/design/parts.tsx";
import { formatCompte, formatFraction, formatJour, formatTaux } from "#socle/regles/shared/format.ts";
import type { BlocEffort, Effort, LigneEffort, Projection } from "../../lectures/effort/effort.ts";
import { hrefObjectifs, monthOf, questionOf } from "./questions.ts";

type Props = { readonly effort: Effort; readonly bloc: BlocEffort };

/** Who must sign what: one row a bearer, the whole in the last one. */
export function TablePorteurs({ effort, bloc }: Props) {
  const { ensemble, lignes } = bloc;
  const titre = `${bloc.titre} : qui, combien`;
  const ecrit = [...lignes, ...(ensemble ? [ensemble] : [])].some((ligne) => ligne.ecrit !== null);
  const colonnes = { ecrit, reste: !effort.acheve };
  return (
    <Defile nom={titre} fiches>
      {/* biome-ignore-start lint/a11y/noRedundantRoles: on a phone rows are displayed as blocks, which drops the native roles */}
      <table role="table">
        <caption>{titre}</caption>
        <thead role="rowgroup">
          <tr role="row">
            <th scope="col">Qui</th>
            <th scope="col" class="n">
              Compté
            </th>
            {ecrit ? <th scope="col">Écrit dans la convention</th> : null}
            <th scope="col">{effort.acheve ? "Résultat" : "À signer d’ici au 31 décembre"}</th>
            {effort.acheve ? null : <th scope="col">Chances d’y arriver</th>}
            <th scope="col">
              {monthOf(effort) === null ? "Taux à ce jour" : `Taux au ${formatJour(effort.arreteAu)}`}
            </th>
          </tr>
        </thead>
        <tbody role="rowgroup">
          {lignes.map((ligne) => (
            <Ligne ligne={ligne} effort={effort} colonnes={colonnes} />
          ))}
        </tbody>
        {ensemble ? (
          <tfoot role="rowgroup">
            <Ligne ligne={ensemble} effort={effort} colonnes={colonnes} />
          </tfoot>
        ) : null}
      </table>
      {/* biome-ignore-end lint/a11y/noRedundantRoles: see above */}
    </Defile>
  );
}

type LigneProps = {
  readonly ligne: LigneEffort;
  readonly effort: Effort;
  readonly colonnes: { readonly ecrit: boolean; readonly reste: boolean };
};

/* biome-ignore-start lint/a11y/noRedundantRoles: on a phone rows are displayed as blocks, which drops the native roles */
function Ligne({ ligne, effort, colonnes }: LigneProps) {
  const { lecture, ecrit } = ligne;
  const projection = ligne.cible ?? ligne.plancher;
  return (
    <tr role="row">
      <th scope="row" role="rowheader">
        <Nom ligne={ligne} effort={effort} />
      </th>
      <td class="n" role="cell" data-nom="Compté">
        <div>
          {lecture.assiette === 0 ? "aucune" : formatFraction(lecture.realise, lecture.assiette)}
          {lecture.taux === null || lecture.petitEffectif ? null : <Precision>{formatTaux(lecture.taux)}</Precision>}
        </div>
      </td>
      {colonnes.ecrit ? (
        <td role="cell" data-nom="Écrit">
          {ecrit ? formatObjectif(ecrit) : "rien"}
        </td>
      ) : null}
      <td role="cell" data-nom={colonnes.reste ? "À signer" : "Résultat"}>
        <div>
          <Reste ligne={ligne} reste={colonnes.reste} />
        </div>
      </td>
      {colonnes.reste ? (
        <td role="cell" data-nom="Chances">
          <div>{projection ? <Chances projection={projection} /> : "sans objectif"}</div>
        </td>
      ) : null}
      <td role="cell" data-nom="Taux à ce jour">
        <div>
          <Jugement lecture={lecture} />
        </div>
      </td>
    </tr>
  );
}
/* biome-ignore-end lint/a11y/noRedundantRoles: see above */

function Jugement({ lecture }: { lecture: LigneEffort["lecture"] }) {
  const aCeJour = formatACeJour(lecture);
  const { total } = lecture.inconnus;
  return (
    <>
      <TagVerdict constat={{ verdict: lecture.verdict, manque: 0 }} />
      {aCeJour === null ? null : <Precision>{aCeJour}</Precision>}
      {total > 0 ? <Precision>{formatCompte(total, "inconnue")}</Precision> : null}
    </>
  );
}

function Nom({ ligne: { nom, porteur }, effort }: Pick<LigneProps, "ligne" | "effort">) {
  if (porteur.type !== "bailleur" || effort.bailleur !== null) return <>{nom}</>;
  return <a href={hrefObjectifs(effort.territoire, { ...questionOf(effort), bailleur: porteur.siren })}>{nom}</a>;
}

/** The target when there is one, else the floor, which is then named. */
function Reste({ ligne, reste }: { ligne: LigneEffort; reste: boolean }) {
  const projection = ligne.cible ?? ligne.plancher;
  if (!projection) return <>sans objectif</>;
  if (!reste) return <>{projection.phrase}</>;
  const { besoin, issue } = projection;
  return (
    <>
      <b>{formatReste({ besoin, acquis: issue === "acquis" }, ligne.attente.total)}</b>
      {ligne.cible === null ? <Precision>pour le plancher légal</Precision> : null}
    </>
  );
}

/** A word is certain only when nothing can turn it: it then stands out. */
function Chances({ projection: { issue, phraseProbabilite } }: { projection: Projection }) {
  const [chance, bornes] = splitChances(phraseProbabilite);
  if (issue === "acquis" || issue === "impossible")
    return <Tag ton={issue === "acquis" ? "ok" : "alerte"}>{chance}</Tag>;
  return (
    <>
      {chance}
      {bornes === null ? null : <Precision>{bornes}</Precision>}
    </>
  );
}

function Precision({ children }: { children: Child }) {
  return (
    <>
      <br />
      <small>{children}</small>
    </>
  );
}
