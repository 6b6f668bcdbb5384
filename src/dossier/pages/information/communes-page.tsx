import { LegendeManques, MotManque } from "#socle/pages/design/manque.tsx";
import { hrefPublic } from "#socle/pages/design/page-publique.tsx";
import { EtatVide } from "#socle/pages/design/parts.tsx";
import { CadreTable } from "#socle/pages/design/table.tsx";
import { formatJour, formatNombre } from "#socle/regles/shared/format.ts";
import type { Manque } from "#socle/regles/shared/manque.ts";
import type { ChiffrePublic, ChiffresCommunes } from "../../lectures/information/read-communes.ts";
import { renderVitrine, type Vitrine } from "./vitrine.tsx";

type Props = { readonly vitrine: Vitrine; readonly chiffres: ChiffresCommunes | null };

/** How many dwellings, how many people wait: what was published, and nothing else. */
export function renderCommunesPage({ vitrine, chiffres }: Props): string {
  return renderVitrine({
    vitrine,
    titre: "Combien de logements, combien d’attente ?",
    large: true,
    children:
      chiffres === null ? (
        <EtatVide titre="Aucun chiffre n’est publié">
          <p>L’intercommunalité n’a pas encore publié de chiffres par commune.</p>
          <p>
            Un guichet peut vous renseigner : <a href={hrefPublic(vitrine.epci, "guichets")}>voir les guichets</a>.
          </p>
        </EtatVide>
      ) : (
        <Chiffres chiffres={chiffres} epci={vitrine.epci} />
      ),
  });
}

function Chiffres({ chiffres, epci }: { chiffres: ChiffresCommunes; epci: string }) {
  const { communes, typologies, libelleAnciennes, publieLe, sources } = chiffres;
  return (
    <>
      <p class="chapo">
        Chiffres publiés le {formatJour(publieLe)}. Une demande compte pour la commune souhaitée en premier.
      </p>
      {communes.length === 0 ? null : (
        <section aria-labelledby="communes">
          <h2 id="communes">Par commune</h2>
          <CadreTable titre="Logements sociaux et demandes en attente" nom="Logements et demandes par commune">
            <thead>
              <tr>
                <th scope="col">Commune</th>
                <th scope="col" class="n">
                  Logements sociaux
                </th>
                <th scope="col" class="n">
                  Dont vides
                </th>
                <th scope="col" class="n">
                  Demandes en attente
                </th>
                <th scope="col" class="n">
                  {libelleAnciennes ?? "Dont depuis longtemps"}
                </th>
              </tr>
            </thead>
            <tbody>
              {communes.map((ligne) => (
                <tr>
                  <th scope="row">{ligne.libelle}</th>
                  <Cellule nom="Logements" chiffre={ligne.logements} />
                  <Cellule nom="Vides" chiffre={ligne.vacants} />
                  <Cellule nom="Demandes" chiffre={ligne.demandes} />
                  <Cellule nom={libelleAnciennes ?? "Longue attente"} chiffre={ligne.anciennes} />
                </tr>
              ))}
            </tbody>
          </CadreTable>
        </section>
      )}
      {typologies.length === 0 ? null : (
        <section aria-labelledby="tailles">
          <h2 id="tailles">Par taille de logement</h2>
          <p>T1 : une pièce. T2 : deux pièces, et ainsi de suite.</p>
          <CadreTable titre="Demandes en attente, par taille souhaitée" nom="Demandes par taille de logement">
            <thead>
              <tr>
                <th scope="col">Taille</th>
                <th scope="col" class="n">
                  Demandes en attente
                </th>
                <th scope="col" class="n">
                  {libelleAnciennes ?? "Dont depuis longtemps"}
                </th>
              </tr>
            </thead>
            <tbody>
              {typologies.map((ligne) => (
                <tr>
                  <th scope="row">{ligne.libelle}</th>
                  <Cellule nom="Demandes" chiffre={ligne.demandes} />
                  <Cellule nom={libelleAnciennes ?? "Longue attente"} chiffre={ligne.anciennes} />
                </tr>
              ))}
            </tbody>
          </CadreTable>
        </section>
      )}
      <h2>Pourquoi des nombres manquent</h2>
      <LegendeManques manques={manquesOf(communes, typologies)} />
      <p>Un nombre trop petit pourrait faire reconnaître une famille : il est caché. Un nombre caché n’est pas zéro.</p>
      <p class="discret">Sources : {sources.join(" ; ")}.</p>
      <p>
        <a class="lien-seul" href={`/observatoire/${epci}`}>
          Tous les chiffres publics
        </a>
      </p>
    </>
  );
}

function manquesOf(
  communes: ChiffresCommunes["communes"],
  typologies: ChiffresCommunes["typologies"],
): readonly (Manque | null)[] {
  const chiffres = [
    ...communes.flatMap(({ logements, vacants }) => [logements, vacants]),
    ...[...communes, ...typologies].flatMap(({ demandes, anciennes }) => [demandes, anciennes]),
  ];
  return chiffres.map((chiffre) => (chiffre.kind === "absent" ? chiffre.manque : null));
}

function Cellule({ nom, chiffre }: { nom: string; chiffre: ChiffrePublic }) {
  return (
    <td class="n" data-titre={nom}>
      {sayChiffre(chiffre)}
    </td>
  );
}

function sayChiffre(chiffre: ChiffrePublic) {
  if (chiffre.kind === "publie") return formatNombre(chiffre.valeur);
  return <MotManque manque={chiffre.manque} />;
}
