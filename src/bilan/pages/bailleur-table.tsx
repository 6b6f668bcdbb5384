import { sayIndecis } from "#droit/regles/dire-verdict.ts";
import { MotManque, TauxOuManque } from "#socle/pages/design/manque.tsx";
import { Defile, PremierQuartile, TagVerdict } from "#socle/pages/design/parts.tsx";
import { formatNombre, LIBELLE_VERDICT, manqueMesure } from "#socle/regles/shared/format.ts";
import type { Bilan, Cible, Constat, LigneBailleur, Mesures } from "../lectures/bilan.ts";
import { Barre, LegendeBarre, scaleBarres } from "./design/barre.tsx";
import { hrefBilan, questionOf } from "./questions.ts";

type Objet = "horsQpv" | "qpv";

const TITRES: Readonly<Record<Objet, string>> = {
  horsQpv: "Hors quartier prioritaire, par bailleur",
  qpv: "En quartier prioritaire, par bailleur",
};

/** One objective, bailleur by bailleur, with the territory in the last row. */
export function TableBailleurs({ bilan, objet, liens = true }: { bilan: Bilan; objet: Objet; liens?: boolean }) {
  const constats = [...bilan.bailleurs, bilan].map((mesures) => mesures[objet]);
  const cible = constats.some((constat) => constat.cible !== null);
  const echelle = scaleBarres(constats);
  return (
    <>
      <Defile nom={TITRES[objet]} fiches>
        {/* biome-ignore-start lint/a11y/noRedundantRoles: on a phone rows are displayed as blocks, which drops the native roles */}
        <table role="table">
          <caption>{TITRES[objet]}</caption>
          <thead role="rowgroup">
            <tr role="row">
              <th scope="col">Bailleur</th>
              <th scope="col" class="n">
                Attributions
              </th>
              <th scope="col" class="n">
                <Numerateur objet={objet} />
              </th>
              <th scope="col" class="n">
                Part
              </th>
              <th scope="col" class="n">
                À atteindre
              </th>
              {cible ? (
                <th scope="col" class="n">
                  Convention
                </th>
              ) : null}
              <th scope="col" class="barres">
                Part et plancher
              </th>
              <th scope="col">Situation</th>
              <th scope="col" class="n">
                Non localisées
              </th>
            </tr>
          </thead>
          <tbody role="rowgroup">
            {bilan.bailleurs.map((ligne) => (
              <Ligne mesures={ligne} objet={objet} cible={cible} echelle={echelle}>
                {liens ? <LienBailleur bilan={bilan} ligne={ligne} /> : ligne.nom}
              </Ligne>
            ))}
          </tbody>
          {bilan.bailleurs.length > 1 ? (
            <tfoot role="rowgroup">
              <Ligne mesures={bilan} objet={objet} cible={cible} echelle={echelle}>
                Ensemble
              </Ligne>
            </tfoot>
          ) : null}
        </table>
        {/* biome-ignore-end lint/a11y/noRedundantRoles: see above */}
      </Defile>
      <LegendeBarre cible={cible} />
    </>
  );
}

function Numerateur({ objet }: { objet: Objet }) {
  if (objet === "qpv") return <>Quartiles 2 à 4</>;
  return (
    <>
      <PremierQuartile /> ou relogés
    </>
  );
}

function LienBailleur({ bilan, ligne }: { bilan: Bilan; ligne: LigneBailleur }) {
  if (bilan.bailleur === ligne.siren) return <>{ligne.nom}</>;
  return <a href={hrefBilan(bilan.territoire, { ...questionOf(bilan), bailleur: ligne.siren })}>{ligne.nom}</a>;
}

type LigneProps = { mesures: Mesures; objet: Objet; cible: boolean; echelle: number; children: unknown };

/* biome-ignore-start lint/a11y/noRedundantRoles: on a phone rows are displayed as blocks, which drops the native roles */
function Ligne({ mesures, objet, cible, echelle, children }: LigneProps) {
  const constat = mesures[objet];
  return (
    <tr role="row">
      <th scope="row" role="rowheader">
        {children}
      </th>
      <td class="n" role="cell" data-nom="Attributions">
        {formatNombre(constat.assiette)}
      </td>
      <td class="n" role="cell" data-nom={objet === "qpv" ? "Quartiles 2 à 4" : "1er quartile ou relogés"}>
        {formatNombre(constat.realise)}
      </td>
      <td class="n" role="cell" data-nom="Part">
        <TauxOuManque mesure={constat} />
      </td>
      <td class="n" role="cell" data-nom="À atteindre">
        {constat.assiette === 0 ? (
          <MotManque manque={manqueMesure(constat) ?? "inconnu"} />
        ) : (
          formatNombre(constat.attendu)
        )}
      </td>
      {cible ? (
        <td class="n" role="cell" data-nom="Convention">
          {constat.cible ? formatNombre(constat.cible.attendu) : "aucune"}
        </td>
      ) : null}
      <td role="cell">
        <Barre constat={constat} echelle={echelle} />
      </td>
      <td role="cell">
        <Situation constat={constat} />
      </td>
      <td class="n" role="cell" data-nom="Non localisées">
        {formatNombre(mesures.nonLocalisees.total)}
      </td>
    </tr>
  );
}
/* biome-ignore-end lint/a11y/noRedundantRoles: see above */

function Situation({ constat }: { constat: Constat }) {
  return (
    <>
      <TagVerdict constat={constat} />
      {constat.verdict === "indecidable" ? (
        <>
          <br />
          <small>dépend de ce qu’on ignore</small>
        </>
      ) : null}
      {constat.cible && constat.cible.verdict !== "sans-objet" ? (
        <>
          <br />
          <small>convention : {describeCible(constat.cible)}</small>
        </>
      ) : null}
      {constat.petitEffectif && constat.assiette > 0 ? (
        <>
          <br />
          <small>moins de 20 attributions</small>
        </>
      ) : null}
    </>
  );
}

function describeCible(cible: Cible): string {
  const { verdict, manque } = cible;
  const doute = sayIndecis(cible);
  if (doute !== null) return `indécidable, ${doute}`;
  if (verdict === "non-atteint" && manque > 0) return `il manque ${formatNombre(manque)}`;
  return LIBELLE_VERDICT[verdict].toLowerCase();
}
