import { raw } from "hono/html";
import type { CarteCommunes } from "#socle/images/carte.ts";
import { MotManque } from "#socle/pages/design/manque.tsx";
import { Defile } from "#socle/pages/design/parts.tsx";
import { formatFraction, formatNombre, formatTaux, manqueMesure } from "#socle/regles/shared/format.ts";
import type { Bilan, LigneVentilation } from "../lectures/bilan.ts";

type Props = { readonly bilan: Bilan; readonly carte: CarteCommunes | null };

/** Map and table of the same figures: the table is what a screen reader reads. */
export function SectionCommunes({ bilan, carte }: Props) {
  return (
    <section aria-labelledby="communes">
      <h2 id="communes">Par commune</h2>
      <div class="deux haut">
        {carte ? <Carte carte={carte} /> : <SansContour />}
        <TableCommunes lignes={listCommunes(bilan)} />
      </div>
    </section>
  );
}

function listCommunes(bilan: Bilan): readonly LigneVentilation[] {
  const lignes = bilan.ventilations.find((ventilation) => ventilation.axe === "commune")?.lignes ?? [];
  return lignes.toSorted((a, b) => b.total - a.total || a.libelle.localeCompare(b.libelle, "fr"));
}

function Carte({ carte }: { carte: CarteCommunes }) {
  return (
    <figure>
      {raw(carte.svg)}
      <figcaption>
        <ul class="liens">
          {carte.legende.map((entree) => (
            <li>
              {raw(entree.svg)} {entree.libelle}
            </li>
          ))}
        </ul>
        {carte.mention ? (
          <>
            <strong>{carte.mention}</strong>{" "}
          </>
        ) : null}
        {carte.classes}
      </figcaption>
    </figure>
  );
}

function SansContour() {
  return (
    <p class="discret">
      Pas encore de carte : les contours des communes ne sont pas importés. Déposez un fichier GeoJSON des communes dans
      « Données ».
    </p>
  );
}

function TableCommunes({ lignes }: { lignes: readonly LigneVentilation[] }) {
  return (
    <Defile nom="Tableau par commune">
      <table>
        <caption class="lu">Attributions hors quartier prioritaire par commune</caption>
        <thead>
          <tr>
            <th scope="col">Commune</th>
            <th scope="col" class="n">
              Attributions
            </th>
            <th scope="col" class="n">
              1<sup>er</sup> quartile ou relogés, hors QPV
            </th>
            <th scope="col" class="n">
              Part
            </th>
          </tr>
        </thead>
        <tbody>
          {lignes.map(({ libelle, total, horsQpv }) => (
            <tr>
              <th scope="row">{libelle}</th>
              <td class="n">{formatNombre(total)}</td>
              <td class="n">{formatFraction(horsQpv.realise, horsQpv.assiette)}</td>
              <td class="n">
                <Part constat={horsQpv} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Defile>
  );
}

function Part({ constat }: { constat: LigneVentilation["horsQpv"] }) {
  const { taux, petitEffectif } = constat;
  const manque = manqueMesure(constat);
  if (manque !== null || taux === null) return <MotManque manque={manque ?? "inconnu"} />;
  return <>{petitEffectif ? "moins de 20" : formatTaux(taux)}</>;
}
