import { hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { Suites } from "#socle/pages/design/gabarit.tsx";
import { Tag } from "#socle/pages/design/parts.tsx";
import { Table } from "#socle/pages/design/table.tsx";
import { formatCompte, formatJourCourt } from "#socle/regles/shared/format.ts";
import { groupBy } from "#socle/regles/shared/group-by.ts";
import { SOURCES_CITEES } from "../images/sources-table.ts";
import type { Bilan, Methode } from "../lectures/bilan.ts";

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

type SectionMethodeProps = {
  readonly bilan: Pick<Bilan, "methodes" | "sources" | "territoire">;
  readonly lots: boolean;
  /** The rule that is told; null: the first. */
  readonly regle: string | null;
  readonly href: (regle: string) => string;
};

/** One rule told whole, the others a link away, then the files. */
export function SectionMethode({ bilan, lots, regle, href }: SectionMethodeProps) {
  const { methodes } = bilan;
  const lue = methodes.find((une) => une.regle === regle) ?? methodes[0];
  return (
    <>
      {lue ? (
        <section aria-labelledby="methode">
          <h2 id="methode">{lue.titre}</h2>
          <CorpsMethode methode={lue} />
        </section>
      ) : null}
      <Suites
        titre="Les autres règles"
        suites={methodes.filter((une) => une !== lue).map((une) => ({ href: href(une.regle), libelle: une.titre }))}
      />
      <TableSources bilan={bilan} lots={lots} />
    </>
  );
}

function AConfirmer() {
  return <Tag ton="alerte">à confirmer</Tag>;
}

export function findMethode(bilan: Bilan, regle: string): Methode | undefined {
  return bilan.methodes.find((methode) => methode.regle === regle);
}

export function TableSources({ bilan, lots }: { bilan: Pick<Bilan, "sources" | "territoire">; lots: boolean }) {
  if (bilan.sources.length === 0) return null;
  return (
    <Table
      table={SOURCES_CITEES}
      lignes={bilan.sources}
      nom="Sources du bilan"
      rendu={{
        fichier: ({ lot, fichier }) =>
          lots ? <a href={hrefTerritoire(bilan.territoire, `donnees/lots/${lot}`)}>{fichier}</a> : fichier,
        empreinte: ({ sha256 }) => <code title={sha256}>{sha256.slice(0, 12)}</code>,
      }}
    />
  );
}

/**
 * One line for the footer: « SNE, attributions 2017, publié le 05/04/2018 ; RPLS 2017 à 2025 (5 fichiers), dernier publié le 03/12/2026 ». Each file is
 * on the page of the method.
 */
export function sourcesText(bilan: Pick<Bilan, "sources">): string | null {
  if (bilan.sources.length === 0) return null;
  return [...groupBy(bilan.sources, ({ libelle }) => libelle)]
    .map(([libelle, fichiers]) => `${libelle} ${sayFichiers(fichiers)}`)
    .join("\u00A0; ");
}

function sayFichiers(fichiers: Bilan["sources"]): string {
  const periodes = fichiers.map(({ periode }) => periode).toSorted();
  const publie = formatJourCourt(
    fichiers
      .map(({ publieLe }) => publieLe)
      .toSorted()
      .at(-1) ?? "",
  );
  if (periodes.length === 1) return `${periodes[0]}, publié le ${publie}`;
  return `${periodes[0]} à ${periodes.at(-1)} (${formatCompte(periodes.length, "fichier")}), dernier publié le ${publie}`;
}
