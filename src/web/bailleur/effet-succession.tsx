import type { EffetSuccession, LigneEffet } from "#application/bailleur/voir-succession.ts";
import type { LigneBailleur } from "#application/bilan/bilan.ts";
import { formatCompte, formatFraction, formatNombre, LIBELLE_VERDICT } from "#domain/shared/format.ts";
import { Defile } from "../design/parts.tsx";

/** What an act would change, before it is written. */
export function Effet({ effet }: { effet: EffetSuccession }) {
  return (
    <section class="message" aria-labelledby="effet">
      <h3 id="effet">Effet, rien n’étant encore écrit</h3>
      <ul class="points">
        <li>
          {effet.residences === 0
            ? "Aucune résidence du dernier parc publié ne change de bailleur."
            : `${formatCompte(effet.residences, "résidence change", "résidences changent")} de bailleur, soit ${formatCompte(effet.logements, "logement")} ; leurs fiches, leurs remontées et les listes les suivent.`}
        </li>
        <li>
          {effet.remonteesOuvertes === 0
            ? "Aucune remontée n’est ouverte chez ce bailleur."
            : `${formatCompte(effet.remonteesOuvertes, "remontée ouverte", "remontées ouvertes")} chez ce bailleur.`}
        </li>
        <li>
          {effet.personnes === 0
            ? "Personne n’a de droit au nom de ce bailleur."
            : `${formatCompte(effet.personnes, "personne a", "personnes ont")} encore un droit au nom de ce bailleur : revoyez-le dans les habilitations.`}
        </li>
      </ul>
      <Objectifs objectifs={effet.objectifs} />
      {effet.bilan === null ? <p>Aucun bail publié ne change de bailleur.</p> : <Bilan {...effet.bilan} />}
    </section>
  );
}

function Objectifs({ objectifs }: Pick<EffetSuccession, "objectifs">) {
  if (objectifs.length === 0) return <p>Aucun objectif n’est écrit pour ces bailleurs à partir de cette année.</p>;
  return (
    <Defile nom="Objectifs">
      <table>
        <caption>Objectifs</caption>
        <EnTete />
        <tbody>
          {objectifs.flatMap(({ annee, objet, lignes }) =>
            lignes.map((ligne) => (
              <tr>
                <th scope="row">
                  {objet}, {annee}, {ligne.nom}
                </th>
                <td>{ligne.avant ?? "aucun"}</td>
                <td>{ligne.apres ?? "aucun"}</td>
              </tr>
            )),
          )}
        </tbody>
      </table>
    </Defile>
  );
}

function EnTete() {
  return (
    <thead>
      <tr>
        <th scope="col">Bailleur</th>
        <th scope="col">Aujourd’hui</th>
        <th scope="col">Avec l’acte</th>
      </tr>
    </thead>
  );
}

function Bilan({ annee, lignes }: NonNullable<EffetSuccession["bilan"]>) {
  return (
    <Defile nom={`Bilan ${annee}`}>
      <table>
        <caption>Bilan {annee}, hors quartier prioritaire</caption>
        <EnTete />
        <tbody>
          {lignes.map((ligne) => (
            <tr>
              <th scope="row">{ligne.nom}</th>
              <td>{sayLigne(ligne, "avant")}</td>
              <td>{sayLigne(ligne, "apres")}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Defile>
  );
}

function sayLigne(ligne: LigneEffet<LigneBailleur>, quand: "avant" | "apres"): string {
  const lu = ligne[quand];
  if (lu === null) return "aucun bail";
  const { realise, assiette, cible } = lu.horsQpv;
  const bail = `${formatCompte(lu.total, "bail", "baux")}, ${formatFraction(realise, assiette)}`;
  if (cible === null) return bail;
  return `${bail} ; il en faut ${formatNombre(cible.attendu)} : ${LIBELLE_VERDICT[cible.verdict].toLowerCase()}`;
}
