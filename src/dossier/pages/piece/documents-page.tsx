import { PIECES } from "#donnees/regles/piece/nature.ts";
import { hrefDemande } from "#socle/pages/design/page-publique.tsx";
import { ResultatActe } from "#socle/pages/design/parts.tsx";
import { formatJour } from "#socle/regles/shared/format.ts";
import type { PiecesLues } from "../../lectures/piece/read-pieces.ts";
import { LIBELLE_SUITE_PIECE, type PieceSituee, restantes } from "../../regles/piece/pieces-attendues.ts";
import { type CadreDossier, renderPageTitree } from "../page-dossier.tsx";
import { hrefDocument } from "./chemins.ts";
import { nommerNature, nommerPersonne, TagSuite } from "./mots.tsx";

export type MesPieces = Omit<PiecesLues, "droits">;

type Props = {
  readonly commun: CadreDossier;
  readonly lues: MesPieces;
  readonly jour: string;
  readonly annonce: string | null;
};

/** Expected and received pieces, each with its own page. */
export function renderDocumentsPage({ commun, lues, jour, annonce }: Props): string {
  const { epci } = commun;
  const reste = restantes(lues.situees);
  const faites = lues.situees.filter((situee) => !reste.includes(situee));
  const demandees = lues.demandees.filter(({ closeLe }) => closeLe === null);
  const liste = (situees: readonly PieceSituee[]) => <Liste lues={lues} situees={situees} jour={jour} epci={epci} />;
  return renderPageTitree(
    commun,
    { titre: "Vos documents", etape: "documents" },
    <>
      <ResultatActe annonce={annonce} />
      <p>
        Prenez chaque papier en photo. Vous l’envoyez une fois : tous les organismes le voient. Vous pouvez arrêter et
        revenir.
      </p>
      {demandees.length === 0 ? null : (
        <section>
          <h2>On vous demande</h2>
          <ul class="liste-liens">
            {demandees.map(({ nature, organisation, avant }) => (
              <li>
                <a href={hrefDocument(epci, nature, null)}>{nommerNature(nature, jour)}</a>
                <p>
                  Par {organisation}
                  {avant === null ? "" : `, avant le ${formatJour(avant)}`}.
                </p>
              </li>
            ))}
          </ul>
        </section>
      )}
      <section>
        <h2>À envoyer</h2>
        {reste.length === 0 ? <p>Rien ne manque.</p> : liste(reste)}
      </section>
      {faites.length === 0 ? null : (
        <section>
          <h2>Déjà répondu</h2>
          {liste(faites)}
        </section>
      )}
      <p class="saisie">
        <a class="bouton" href={hrefDemande(epci, "etapes/verifier")}>
          Continuer
        </a>
      </p>
      <p>Il manque un papier ? Continuez quand même. Vous l’enverrez plus tard.</p>
    </>,
  );
}

function Liste({
  lues,
  situees,
  jour,
  epci,
}: {
  lues: MesPieces;
  situees: readonly PieceSituee[];
  jour: string;
  epci: string;
}) {
  return (
    <ul class="liste-liens">
      {situees.map(({ nature, personne, suite, obligatoire }) => {
        const de = nommerPersonne(lues.dossier, personne);
        return (
          <li>
            <a href={hrefDocument(epci, nature, personne)}>
              {nommerNature(nature, jour)}
              {de === "" ? "" : ` : ${de}`}
            </a>
            <p>
              <TagSuite suite={suite} mot={LIBELLE_SUITE_PIECE[suite]} />{" "}
              {obligatoire && suite === "manquante" ? "Obligatoire." : ""}
              {PIECES[nature].famille === "sensible" ? " Seulement si vous le voulez." : ""}
            </p>
          </li>
        );
      })}
    </ul>
  );
}
