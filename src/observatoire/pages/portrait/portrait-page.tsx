import type { FondFigure } from "#socle/images/fond.ts";
import { celluleOf, manquesOf } from "#socle/images/texte-figure.ts";
import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { LegendeManques } from "#socle/pages/design/manque.tsx";
import { CadreTable } from "#socle/pages/design/table.tsx";
import { LIBELLE_MAILLE } from "#socle/regles/observatoire/maille.ts";
import type { Portrait, SectionPortrait } from "../../lectures/portrait/portrait.ts";
import { CHEMIN_PORTRAITS, cheminPortrait } from "../../regles/chemin-portrait.ts";
import { adressesTerritoire, hrefFigure } from "../adresses.ts";
import { EnTeteFigure, MethodeEnBref } from "../figure.tsx";
import { renderPageObservatoire } from "../page-observatoire.tsx";
import { Situation } from "../situation.tsx";
import { Cellule } from "../table-figure.tsx";

type PortraitPageProps = {
  readonly cadre: Cadre;
  readonly portrait: Portrait;
  readonly fond: FondFigure | null;
};

export function renderPortraitPage({ cadre, portrait, fond }: PortraitPageProps): string {
  const { epci, maille, sujet, phrases, sections, absents, sources } = portrait;
  const chemin = cheminPortrait(maille, sujet.code);
  return renderPageObservatoire({
    cadre,
    titre: `${sujet.nom}, portrait`,
    enTete: (
      <>
        {LIBELLE_MAILLE[maille]} : {sujet.nom}
      </>
    ),
    sources: sources.join(" ; "),
    children: (
      <>
        {phrases.map((phrase) => (
          <p class="chapo">{phrase}</p>
        ))}
        <p class="ligne telechargements">
          <a class="bouton" href={hrefTerritoire(epci, `${chemin}/portrait.pdf`)}>
            Portrait (PDF)
          </a>
          <a class="bouton second" href={hrefTerritoire(epci, CHEMIN_PORTRAITS)}>
            Un autre portrait
          </a>
        </p>
        <div class="portrait">
          {maille === "bailleur" ? null : <Situation lieu={{ maille, ...sujet }} fond={fond} />}
          {sections.map((section) => (
            <Section section={section} portrait={portrait} chemin={chemin} />
          ))}
        </div>
        <Residences portrait={portrait} />
        {absents.length > 0 ? (
          <section aria-labelledby="absents">
            <h2 id="absents">Ce que ce portrait ne dit pas</h2>
            <ul class="texte">
              {absents.map((absent) => (
                <li>{absent}</li>
              ))}
            </ul>
          </section>
        ) : null}
      </>
    ),
  });
}

type SectionProps = { readonly section: SectionPortrait; readonly portrait: Portrait; readonly chemin: string };

/** The figure's two rows as two columns, so that a line fits a phone or a sheet. */
function Section({ section, portrait, chemin }: SectionProps) {
  const { titre, figure } = section;
  const { epci, sujet } = portrait;
  const adresses = adressesTerritoire(epci, chemin, {});
  const manques = manquesOf(figure);
  const legende = manques.length > 0 ? `${figure.code}-mots` : undefined;
  return (
    <section class="figure" aria-labelledby={figure.code}>
      <EnTeteFigure figure={figure} titre={titre} adresses={adresses} image={false} />
      <CadreTable titre={figure.titre} nom={`Tableau : ${figure.titre}`} cartes={false} decritPar={legende}>
        <thead>
          <tr>
            <th scope="col">Indicateur</th>
            <th scope="col" class="n">
              {sujet.nom}
            </th>
            <th scope="col" class="n">
              Territoire
            </th>
          </tr>
        </thead>
        <tbody>
          {figure.colonnes.map((colonne) => (
            <tr>
              <th scope="row">{colonne.libelle}</th>
              {figure.lignes.map((ligne) => (
                <td class="n">
                  <Cellule cellule={celluleOf(ligne, colonne.code)} colonne={colonne} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </CadreTable>
      <LegendeManques manques={manques} id={legende} />
      <MethodeEnBref figure={figure} page={hrefFigure(epci, chemin, {}, figure)} />
      {section.chemin ? (
        <p class="telechargements">
          <a href={`/t/${encodeURIComponent(epci)}/${section.chemin}`}>
            Toutes les lignes<span class="lu"> : {titre}</span>
          </a>
        </p>
      ) : null}
    </section>
  );
}

function Residences({ portrait: { epci, residences } }: { portrait: Portrait }) {
  if (residences === null || residences.length === 0) return null;
  return (
    <section aria-labelledby="residences">
      <h2 id="residences">Résidences en écart établi</h2>
      <p>Les plus marquées d’abord ; toutes sont à la page des déséquilibres.</p>
      <ul class="liens">
        {residences.map(({ nom, chemin }) => (
          <li>
            <a href={hrefTerritoire(epci, chemin)}>{nom}</a>
          </li>
        ))}
      </ul>
    </section>
  );
}
