import type { LigneTerritorialisee } from "#application/effort/effort.ts";
import { fenetreOf } from "#domain/convention/duree-objectif.ts";
import { formatObjectif, formatReste, splitChances } from "#domain/convention/format-objectif.ts";
import { capitalize, formatCompte, formatRealise } from "#domain/shared/format.ts";
import { LEGENDE_EVENTAIL_PERIODE } from "#graphics/eventail-legende.ts";
import { LegendeManques, MotManque } from "../design/manque.tsx";
import { Defile, TagVerdict } from "../design/parts.tsx";
import { DessinEventail } from "./eventail-figure.tsx";

type Props = { readonly lignes: readonly LigneTerritorialisee[] };

/** Objectives of parts of the territory or of the year: what each still asks, and how sure one may be. */
export function SectionTerritorialises({ lignes }: Props) {
  return (
    <section aria-labelledby="territorialises">
      <h2 id="territorialises">Objectifs territorialisés</h2>
      {[...new Set(lignes.map(({ titre }) => titre))].map((titre) => (
        <Table titre={titre} lignes={lignes.filter((ligne) => ligne.titre === titre)} />
      ))}
      {lignes
        .filter(({ acheve }) => !acheve)
        .map((ligne) => (
          <Eventail ligne={ligne} />
        ))}
    </section>
  );
}

/** Titled apart: several follow one another, and the table they belong to is above. */
function Eventail({ ligne }: { readonly ligne: LigneTerritorialisee }) {
  const { premierMois: premier, dernierMois: dernier } = fenetreOf(ligne);
  if (ligne.eventail.every(({ quantiles }) => quantiles === null)) return null;
  const qui = `${ligne.nom}, ${ligne.nomLieu}, ${ligne.libelleDuree}`;
  return (
    <>
      <h3>{qui}</h3>
      <DessinEventail
        points={ligne.eventail}
        cible={ligne.ecrit?.taux ?? null}
        plancher={null}
        axe={{ premier, dernier }}
        titre={`${ligne.titre} : ${qui}`}
        legende={LEGENDE_EVENTAIL_PERIODE}
      />
    </>
  );
}

/* biome-ignore-start lint/a11y/noRedundantRoles: on a phone rows are displayed as blocks, which drops the native roles */
function Table({ titre, lignes }: Props & { readonly titre: string }) {
  return (
    <Defile nom={`${titre}, par lieu et par période`} fiches>
      <table role="table">
        <caption>{titre}</caption>
        <thead role="rowgroup">
          <tr role="row">
            <th scope="col">Lieu et période</th>
            <th scope="col">Qui</th>
            <th scope="col">Écrit</th>
            <th scope="col" class="n">
              Compté
            </th>
            <th scope="col">Reste</th>
            <th scope="col">Chances</th>
            <th scope="col">Situation</th>
          </tr>
        </thead>
        <tbody role="rowgroup">
          {lignes.map((ligne) => (
            <Ligne ligne={ligne} />
          ))}
        </tbody>
      </table>
      <LegendeManques
        manques={lignes.map(({ cible, acheve }) => (cible === null || acheve ? ("sans-objet" as const) : null))}
      />
    </Defile>
  );
}

function Ligne({ ligne }: { readonly ligne: LigneTerritorialisee }) {
  const { cible, ecrit, lecture, attente, acheve } = ligne;
  const verdict = cible?.verdict ?? "sans-objet";
  const { total } = lecture.inconnus;
  return (
    <tr role="row">
      <th scope="row" role="rowheader">
        {capitalize(ligne.nomLieu)}, {ligne.libelleDuree}
      </th>
      <td role="cell" data-nom="Qui">
        {ligne.nom}
      </td>
      <td role="cell" data-nom="Écrit">
        {ecrit ? formatObjectif(ecrit) : "rien"}
      </td>
      <td class="n" role="cell" data-nom="Compté">
        {formatRealise(lecture)}
      </td>
      <td role="cell" data-nom="Reste">
        {cible === null
          ? "sans objectif"
          : acheve
            ? cible.phrase
            : formatReste({ besoin: cible.besoin, acquis: cible.issue === "acquis" }, attente.total)}
      </td>
      <td role="cell" data-nom="Chances">
        {cible === null || acheve ? <MotManque manque="sans-objet" /> : splitChances(cible.phraseProbabilite)[0]}
      </td>
      <td role="cell" data-nom="Situation">
        <div>
          <TagVerdict constat={{ verdict, manque: 0 }} />
          {total > 0 ? (
            <>
              <br />
              <small>{formatCompte(total, "inconnue")}</small>
            </>
          ) : null}
        </div>
      </td>
    </tr>
  );
}
/* biome-ignore-end lint/a11y/noRedundantRoles: see above */
