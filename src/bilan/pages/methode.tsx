import { hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { Defile, Tag } from "#socle/pages/design/parts.tsx";
import { formatJourCourt, formatNombre } from "#socle/regles/shared/format.ts";
import type { Bilan, Methode } from "../lectures/bilan.ts";

/** Rule, article, computation and parameters of one figure, folded beside it. */
export function MethodePliee({ methode }: { methode: Methode | undefined }) {
  if (!methode) return null;
  return (
    <details>
      <summary>
        Méthode<span class="lu"> : {methode.titre}</span>
      </summary>
      <CorpsMethode methode={methode} />
    </details>
  );
}

export function CorpsMethode({ methode }: { methode: Methode }) {
  return (
    <>
      <p>
        {methode.texte} {methode.confiance === "B" ? <AConfirmer /> : null}
      </p>
      <p>
        <b>Calcul :</b> {methode.formule}
      </p>
      <p>
        <b>Texte :</b> {methode.article}
      </p>
      {methode.parametres.length > 0 ? (
        <ul class="texte">
          {methode.parametres.map((parametre) => (
            <li>
              {parametre.nom} : <b>{parametre.valeur}</b>, depuis le {formatJourCourt(parametre.depuis)}.{" "}
              <span class="discret">{parametre.source}</span> {parametre.confiance === "B" ? <AConfirmer /> : null}
            </li>
          ))}
        </ul>
      ) : null}
    </>
  );
}

function AConfirmer() {
  return <Tag ton="alerte">à confirmer</Tag>;
}

export function findMethode(bilan: Bilan, regle: string): Methode | undefined {
  return bilan.methodes.find((methode) => methode.regle === regle);
}

/** Where the figures come from: lots, vintages, fingerprints. */
export function TableSources({ bilan, lots }: { bilan: Pick<Bilan, "sources" | "territoire">; lots: boolean }) {
  if (bilan.sources.length === 0) return null;
  return (
    <Defile nom="Sources du bilan">
      <table>
        <caption>Fichiers publiés utilisés</caption>
        <thead>
          <tr>
            <th scope="col">Source</th>
            <th scope="col">Période</th>
            <th scope="col">Fichier</th>
            <th scope="col" class="n">
              Lignes
            </th>
            <th scope="col">Publié le</th>
            <th scope="col">Empreinte</th>
          </tr>
        </thead>
        <tbody>
          {bilan.sources.map((source) => (
            <tr>
              <th scope="row">{source.libelle}</th>
              <td>{source.periode}</td>
              <td>
                {lots ? (
                  <a href={hrefTerritoire(bilan.territoire, `donnees/lots/${source.lot}`)}>{source.fichier}</a>
                ) : (
                  source.fichier
                )}
              </td>
              <td class="n">{formatNombre(source.lignes)}</td>
              <td>{formatJourCourt(source.publieLe)}</td>
              <td>
                <code title={source.sha256}>{source.sha256.slice(0, 12)}</code>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Defile>
  );
}

/** One line for the footer: « SNE, attributions 2017, publié le 05/04/2018 ; RPLS… ». */
export function sourcesText(bilan: Pick<Bilan, "sources">): string | null {
  if (bilan.sources.length === 0) return null;
  return bilan.sources
    .map((source) => `${source.libelle} ${source.periode}, publié le ${formatJourCourt(source.publieLe)}`)
    .join("\u00A0; ");
}
