import { LIBELLE_CONTINGENT } from "#droit/regles/attribution/attribution.ts";
import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { EtatVide, TagVerdict } from "#socle/pages/design/parts.tsx";
import { TableFiches } from "#socle/pages/design/table-fiches.tsx";
import { formatCompte, formatFraction, formatNombre, MOIS } from "#socle/regles/shared/format.ts";
import type {
  AvantApres,
  Croisement,
  EcartListe,
  LigneRapprochement,
  ListeLue,
  PublicsPrioritaires,
  RapprochementListes,
} from "../../lectures/public-prioritaire/publics.ts";
import { hrefPublics } from "./libelles.tsx";

/** Beyond, the workbook: a page is to be read. */
const ECARTS_MONTRES = 40;

export function SectionRapprochement({ cadre, publics }: { cadre: Cadre; publics: PublicsPrioritaires }) {
  const { rapprochement } = publics;
  return (
    <section aria-labelledby="rapprochement">
      <h2 id="rapprochement">SNE, SYPLO et listes des bailleurs</h2>
      {rapprochement === null ? (
        <p>Le rapprochement se fait bail par bail : votre habilitation n’ouvre pas les baux de ce territoire.</p>
      ) : (
        <Corps cadre={cadre} publics={publics} rapprochement={rapprochement} />
      )}
    </section>
  );
}

type CorpsProps = { cadre: Cadre; publics: PublicsPrioritaires; rapprochement: RapprochementListes };

function Corps({ cadre, publics, rapprochement }: CorpsProps) {
  return (
    <>
      {rapprochement.phrases.map((phrase) => (
        <p>{phrase}</p>
      ))}
      <p class="discret">
        Les fichiers se rejoignent par une empreinte du numéro unique, qui n’est jamais montrée. Le motif de la priorité
        n’est pas conservé.
        {rapprochement.syploVisible
          ? ""
          : " La liste SYPLO n’est lue que par l’EPCI et l’État : demandez à l’EPCI le fichier de vos corrections."}
      </p>
      {rapprochement.listes.length === 0 ? (
        <SansListe cadre={cadre} annee={publics.annee} />
      ) : (
        <>
          <TableListes listes={rapprochement.listes} />
          <TableAvantApres apres={rapprochement.apres} />
          <TableCroisements croisements={rapprochement.croisements} />
          <TableBailleurs publics={publics} lignes={rapprochement.parBailleur} exporter={cadre.droits.exporterBilan} />
          <TableEcarts publics={publics} ecarts={rapprochement.ecarts} />
        </>
      )}
    </>
  );
}

function SansListe({ cadre, annee }: { cadre: Cadre; annee: number }) {
  return (
    <EtatVide titre={`Aucune liste publiée pour ${annee}`}>
      <p>
        Déposez l’extraction SYPLO de la préfecture, ou la liste d’un bailleur : numéro unique, catégorie, date de
        labellisation, date de sortie, statut (et SIREN du bailleur pour la sienne), en CSV ou en tableur.
      </p>
      {cadre.droits.deposer && cadre.territoire ? (
        <p>
          <a class="bouton" href={hrefTerritoire(cadre.territoire.epci, "donnees/deposer")}>
            Déposer une liste
          </a>
        </p>
      ) : null}
    </EtatVide>
  );
}

function TableListes({ listes }: { listes: readonly ListeLue[] }) {
  return (
    <TableFiches
      titre="Listes rapprochées"
      colonnes={[
        { titre: "Liste" },
        { titre: "Fichier" },
        { titre: "Lignes", nombre: true },
        { titre: "Ménages", nombre: true },
        { titre: "Sans attribution dans l’année", nombre: true },
      ]}
      lignes={listes.map(({ nom, fichier, lignes, menages, sansAttribution }) => [
        nom,
        fichier,
        formatNombre(lignes),
        formatNombre(menages),
        formatNombre(sansAttribution),
      ])}
    />
  );
}

/** The rule as the SNE gives it, then as it would be. */
function TableAvantApres({ apres }: { apres: readonly AvantApres[] }) {
  const withSyplo = apres.some(({ avecSyplo }) => avecSyplo !== null);
  const cell = ({ realise, assiette, verdict, manque }: AvantApres["avant"]) => (
    <>
      {formatFraction(realise, assiette)} <TagVerdict constat={{ verdict, manque: manque ?? 0 }} />
    </>
  );
  return (
    <TableFiches
      titre="Ce que deviendrait le résultat, une fois le SNE complété"
      colonnes={[
        { titre: "Réservataire" },
        { titre: "À atteindre", nombre: true },
        { titre: "Selon le SNE" },
        ...(withSyplo ? [{ titre: "Avec SYPLO" }] : []),
        { titre: "Avec toutes les listes" },
      ]}
      lignes={apres.map(({ avant, avecSyplo, avecToutes }) => [
        avant.nom,
        avant.attendu === null ? "" : formatNombre(avant.attendu),
        cell(avant),
        ...(avecSyplo ? [cell(avecSyplo)] : []),
        cell(avecToutes),
      ])}
    />
  );
}

function TableCroisements({ croisements }: { croisements: readonly Croisement[] }) {
  const yes = (value: boolean) => (value ? "oui" : "non");
  const known = (value: boolean | null) => (value === null ? [] : [yes(value)]);
  const [first] = croisements;
  return (
    <TableFiches
      titre="Qui dit prioritaire le ménage d’une attribution"
      colonnes={[
        { titre: "SNE" },
        ...(first?.syplo === null ? [] : [{ titre: "SYPLO" }]),
        ...(first?.bailleur === null ? [] : [{ titre: "Bailleur" }]),
        { titre: "Attributions", nombre: true },
      ]}
      lignes={croisements.map(({ sne, syplo, bailleur, nombre }) => [
        yes(sne),
        ...known(syplo),
        ...known(bailleur),
        formatNombre(nombre),
      ])}
    />
  );
}

type TableBailleursProps = {
  publics: PublicsPrioritaires;
  lignes: readonly LigneRapprochement[];
  exporter: boolean;
};

function TableBailleurs({ publics, lignes, exporter }: TableBailleursProps) {
  return (
    <TableFiches
      titre="Attributions à un public prioritaire, par bailleur"
      colonnes={[
        { titre: "Bailleur" },
        { titre: "Selon le SNE", nombre: true },
        { titre: "Selon SYPLO", nombre: true },
        { titre: "Selon le bailleur", nombre: true },
        { titre: "Non cochées dans le SNE", nombre: true },
        { titre: "Indécises", nombre: true },
        { titre: "Cochées, sur aucune liste", nombre: true },
        ...(exporter ? [{ titre: "Corrections" }] : []),
      ]}
      lignes={lignes.map((ligne) => [
        ligne.nom,
        ...[ligne.sne, ligne.syplo, ligne.bailleur, ligne.perdus, ligne.indecis, ligne.inverse].map(formatOuSansListe),
        ...(exporter
          ? [
              <a href={hrefPublics(publics.territoire, { annee: publics.annee, bailleur: ligne.siren }, "xlsx")}>
                Tableau<span class="lu"> des corrections, {ligne.nom}</span>
              </a>,
            ]
          : []),
      ])}
    />
  );
}

/** Without a list nothing is known: it is not 0. */
function formatOuSansListe(value: number | null): string {
  return value === null ? "pas de liste" : formatNombre(value);
}

function TableEcarts({ publics, ecarts }: { publics: PublicsPrioritaires; ecarts: readonly EcartListe[] }) {
  if (ecarts.length === 0) return <p>Aucune différence : le SNE et les listes disent la même chose.</p>;
  const first = [...ecarts].sort((a, b) => RANG[a.nature] - RANG[b.nature]).slice(0, ECARTS_MONTRES);
  return (
    <>
      <TableFiches
        titre={`Ce qu’il y a à corriger ou à vérifier (${formatCompte(ecarts.length, "attribution")})`}
        colonnes={[
          { titre: "Bailleur" },
          { titre: "Mois" },
          { titre: "Réservataire" },
          { titre: "Ligne du SNE" },
          { titre: "Sur les listes" },
          { titre: "À faire" },
        ]}
        lignes={first.map((ecart) => [
          ecart.nomBailleur,
          MOIS[ecart.mois - 1] ?? "",
          LIBELLE_CONTINGENT[ecart.contingent],
          `${ecart.fichier}, ligne ${ecart.ligne}`,
          ecart.listes === "" ? "aucune" : ecart.listes,
          ecart.action,
        ])}
      />
      {ecarts.length > first.length ? (
        <p>
          Les {formatNombre(ecarts.length - first.length)} autres sont dans le{" "}
          <a href={hrefPublics(publics.territoire, { annee: publics.annee, bailleur: publics.bailleur }, "xlsx")}>
            tableau complet
          </a>
          .
        </p>
      ) : null}
    </>
  );
}

/** What is lost for the count comes first. */
const RANG: Readonly<Record<EcartListe["nature"], number>> = { perdu: 0, "non-renseigne": 1, indecis: 2, inverse: 3 };
