import { LegendeManques } from "#socle/pages/design/manque.tsx";
import { hrefPublic } from "#socle/pages/design/page-publique.tsx";
import { EtatVide } from "#socle/pages/design/parts.tsx";
import { Table } from "#socle/pages/design/table.tsx";
import { formatJour } from "#socle/regles/shared/format.ts";
import type { Manque } from "#socle/regles/shared/manque.ts";
import { type Colonne, type ContenuCellule, defineTable } from "#socle/regles/table/table.ts";
import type { ChiffrePublic, ChiffresCommunes, LigneCommune } from "../../lectures/information/read-communes.ts";
import { renderVitrine, type Vitrine } from "./vitrine.tsx";

type Props = { readonly vitrine: Vitrine; readonly chiffres: ChiffresCommunes | null };

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
  const { communes, typologies, publieLe, sources } = chiffres;
  const longues = chiffres.libelleAnciennes ?? "Dont depuis longtemps";
  return (
    <>
      <p class="chapo">
        Chiffres publiés le {formatJour(publieLe)}. Une demande compte pour la commune souhaitée en premier.
      </p>
      {chiffres.attente ? (
        <p>
          {chiffres.attente.phrase}{" "}
          <a href={`/observatoire/${epci}/${chiffres.attente.code}`}>Combien de temps ont attendu les ménages logés</a>
        </p>
      ) : null}
      {communes.length === 0 ? null : (
        <section aria-labelledby="communes">
          <h2 id="communes">Par commune</h2>
          <Table
            table={defineTable<LigneCommune>({
              code: "communes",
              titre: "Logements sociaux et demandes en attente",
              colonnes: [
                { code: "commune", titre: "Commune", valeur: ({ libelle }) => libelle, tri: true },
                chiffre("logements", "Logements sociaux", ({ logements }) => logements),
                chiffre("vacants", "Dont vides", ({ vacants }) => vacants),
                chiffre("demandes", "Demandes en attente", ({ demandes }) => demandes),
                chiffre("anciennes", longues, ({ anciennes }) => anciennes),
              ],
            })}
            lignes={communes}
            nom="Logements et demandes par commune"
          />
        </section>
      )}
      {typologies.length === 0 ? null : (
        <section aria-labelledby="tailles">
          <h2 id="tailles">Par taille de logement</h2>
          <p>T1 : une pièce. T2 : deux pièces, et ainsi de suite.</p>
          <Table
            table={defineTable<ChiffresCommunes["typologies"][number]>({
              code: "tailles",
              titre: "Demandes en attente, par taille souhaitée",
              colonnes: [
                { code: "taille", titre: "Taille", valeur: ({ libelle }) => libelle, tri: true },
                chiffre("demandes", "Demandes en attente", ({ demandes }) => demandes),
                chiffre("anciennes", longues, ({ anciennes }) => anciennes),
              ],
            })}
            lignes={typologies}
            nom="Demandes par taille de logement"
          />
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

function chiffre<Ligne>(code: string, titre: string, read: (ligne: Ligne) => ChiffrePublic): Colonne<Ligne> {
  return { code, titre, genre: "nombre", valeur: (ligne) => valeurOf(read(ligne)), tri: true };
}

function valeurOf(lu: ChiffrePublic): ContenuCellule {
  return lu.kind === "publie" ? lu.valeur : { manque: lu.manque };
}
