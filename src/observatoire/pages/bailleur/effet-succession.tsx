import type { LigneBailleur } from "#bilan/lectures/bilan.ts";
import { CadreTable } from "#socle/pages/design/table.tsx";
import { formatCompte, formatFraction, formatNombre, LIBELLE_VERDICT } from "#socle/regles/shared/format.ts";
import type { EffetSuccession, LigneEffet } from "../../lectures/bailleur/voir-succession.ts";

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

/** What changes, line by line; what does not is counted. */
function Objectifs({ objectifs }: Pick<EffetSuccession, "objectifs">) {
  const lignes = objectifs.flatMap(({ annee, objet, lignes }) => lignes.map((ligne) => ({ annee, objet, ...ligne })));
  if (lignes.length === 0) return <p>Aucun objectif n’est écrit pour ces bailleurs à partir de cette année.</p>;
  const changes = lignes.filter(({ avant, apres }) => avant !== apres);
  const same = lignes.length - changes.length;
  return (
    <>
      {changes.length === 0 ? null : (
        <CadreTable titre="Objectifs" cartes={false}>
          <EnTete premiere="Objectif" />
          <tbody>
            {changes.map(({ annee, objet, nom, avant, apres }) => (
              <tr>
                <th scope="row">
                  {objet}, {annee}, {nom}
                </th>
                <td>{avant ?? "aucun"}</td>
                <td>{apres ?? "aucun"}</td>
              </tr>
            ))}
          </tbody>
        </CadreTable>
      )}
      {same === 0 ? null : (
        <p>
          {formatCompte(
            same,
            "objectif écrit pour ces bailleurs ne change pas",
            "objectifs écrits pour ces bailleurs ne changent pas",
          )}
          .
        </p>
      )}
    </>
  );
}

function EnTete({ premiere }: { premiere: string }) {
  return (
    <thead>
      <tr>
        <th scope="col">{premiere}</th>
        <th scope="col">Aujourd’hui</th>
        <th scope="col">Avec l’acte</th>
      </tr>
    </thead>
  );
}

function Bilan({ annee, lignes }: NonNullable<EffetSuccession["bilan"]>) {
  return (
    <CadreTable titre={`Bilan ${annee}, hors quartier prioritaire`} nom={`Bilan ${annee}`} cartes={false}>
      <EnTete premiere="Bailleur" />
      <tbody>
        {lignes.map((ligne) => (
          <tr>
            <th scope="row">{ligne.nom}</th>
            <td>{sayLigne(ligne, "avant")}</td>
            <td>{sayLigne(ligne, "apres")}</td>
          </tr>
        ))}
      </tbody>
    </CadreTable>
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
