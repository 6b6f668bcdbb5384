import { note, paragraphe, textes } from "#socle/documents/blocs.ts";
import { cadreTerritoire } from "#socle/documents/demonstration.ts";
import type { Bloc, DocumentMisEnPage, SectionDocument } from "#socle/documents/document.ts";
import { renderDocumentPdf } from "#socle/documents/rendre.ts";
import { formatCompte, formatJour, formatNombre } from "#socle/regles/shared/format.ts";
import { LIBELLE_MANQUE } from "#socle/regles/shared/manque.ts";
import { PORTAIL_NATIONAL } from "#socle/regles/shared/portail-national.ts";
import type { GuichetEcrit } from "../lectures/information/ports.ts";
import type { ChiffrePublic, ChiffresCommunes, LigneCommune } from "../lectures/information/read-communes.ts";
import type { Contenu } from "../regles/information/contenu.ts";
import { LIBELLE_NIVEAU_GUICHET } from "../regles/information/guichet.ts";
import { readTexte } from "../regles/information/texte.ts";

export type Plaquette = {
  readonly nom: string;
  readonly demonstration: boolean;
  readonly jour: string;
  /** Public address of the site, without « / » at its end. */
  readonly site: string;
  readonly texte: Contenu | null;
  readonly guichets: readonly GuichetEcrit[];
  readonly communes: ReadonlyMap<string, string>;
  /** null: no release is published. */
  readonly chiffres: ChiffresCommunes | null;
};

/** A leaflet for a counter: how to ask, where to go, what to expect, from what the territory has published that day. */
export function renderPlaquettePdf(plaquette: Plaquette): Promise<Uint8Array> {
  return renderDocumentPdf(composePlaquette(plaquette));
}

export function composePlaquette(plaquette: Plaquette): DocumentMisEnPage {
  const { jour, site } = plaquette;
  const titre = "Demander un logement social";
  return {
    titre,
    ...cadreTerritoire(titre, plaquette),
    pied: `Imprimé le ${formatJour(jour)}. Les horaires et les chiffres du jour sont sur ${site}.`,
    couverture: [
      { terme: "Sur internet", valeur: `${PORTAIL_NATIONAL.nom}, le portail national` },
      { terme: "Ici", valeur: site },
    ],
    sections: [sectionDemander(plaquette), sectionGuichets(plaquette), sectionChiffres(plaquette)],
    date: null,
    dense: true,
  };
}

function sectionDemander({ texte }: Plaquette): SectionDocument {
  return {
    titre: "Comment demander",
    blocs: [
      ...(texte === null ? [] : sayTexte(texte)),
      paragraphe(
        `La demande est gratuite. Une seule suffit pour toutes les communes et tous les bailleurs du département\u00A0: faites-la sur ${PORTAIL_NATIONAL.nom}, sur notre site, ou dans un guichet. Vous recevez un numéro unique\u00A0: gardez-le.`,
      ),
      paragraphe("Elle se renouvelle chaque année. Dites vos changements\u00A0: adresse, famille, emploi, ressources."),
    ],
  };
}

/** Without the addresses of its links, which a sheet of paper does not follow. */
function sayTexte({ texte }: Contenu): readonly Bloc[] {
  return readTexte(texte).flatMap((bloc) => {
    const lignes = bloc.kind === "paragraphe" ? [bloc.morceaux] : bloc.elements;
    return lignes.map((morceaux) => paragraphe(morceaux.map(({ mots }) => mots).join("")));
  });
}

function sectionGuichets({ guichets, communes }: Plaquette): SectionDocument {
  return {
    titre: "Où aller",
    large: true,
    blocs:
      guichets.length === 0
        ? [
            paragraphe(
              `Aucun guichet n’est encore publié ici\u00A0: allez sur ${PORTAIL_NATIONAL.nom}, ou dans une mairie.`,
            ),
          ]
        : [
            {
              kind: "tableau",
              titre: "",
              colonnes: [
                { titre: "Guichet", droite: false, part: 2 },
                { titre: "Adresse", droite: false, part: 2.6 },
                { titre: "Téléphone", droite: false, part: 1.2 },
                { titre: "Ce qu’on y fait", droite: false, part: 2 },
              ],
              lignes: guichets.map(({ nom, adresse, commune, telephone, niveau }) =>
                textes(
                  nom,
                  `${adresse}, ${communes.get(commune) ?? commune}`,
                  telephone ?? "non dit",
                  LIBELLE_NIVEAU_GUICHET[niveau],
                ),
              ),
              total: null,
              note: null,
            },
          ],
  };
}

/** Communes of the most dwellings: a leaflet has no room for sixty. */
const COMMUNES_MAX = 12;

function sectionChiffres({ chiffres, site }: Plaquette): SectionDocument {
  if (chiffres === null) {
    return {
      titre: "Logements et attente",
      large: true,
      blocs: [paragraphe("Aucun chiffre n’est encore publié\u00A0: demandez dans un guichet.")],
    };
  }
  const { communes, attente, publieLe, libelleAnciennes } = chiffres;
  const montrees = communes
    .filter(({ total }) => !total)
    .toSorted((a, b) => rangOf(b) - rangOf(a))
    .slice(0, COMMUNES_MAX);
  const tout = communes.find(({ total }) => total);
  const autres = communes.filter(({ total }) => !total).length - montrees.length;
  return {
    titre: "Logements et attente",
    large: true,
    blocs: [
      ...(attente?.phrase ? [paragraphe(attente.phrase)] : []),
      {
        kind: "tableau",
        titre: "",
        colonnes: [
          { titre: "Commune", droite: false, part: 2.4 },
          { titre: "Logements sociaux", droite: true, part: 1 },
          { titre: "Proposés et vides", droite: true, part: 1 },
          { titre: "Demandes en cours", droite: true, part: 1 },
          { titre: libelleAnciennes ?? "Demandes anciennes", droite: true, part: 1.3 },
        ],
        lignes: montrees.map(ligneOf),
        total: tout ? ligneOf(tout) : null,
        note: `Chiffres publiés le ${formatJour(publieLe)}${autres > 0 ? `\u00A0; ${formatCompte(autres, "autre commune", "autres communes")} sur ${site}` : ""}.`,
      },
      note("Un petit nombre n’est pas publié\u00A0: il dirait la situation d’une personne."),
    ],
  };
}

function rangOf({ logements }: LigneCommune): number {
  return logements.kind === "publie" ? logements.valeur : -1;
}

function ligneOf({ libelle, logements, vacants, demandes, anciennes }: LigneCommune) {
  return textes(libelle, ...[logements, vacants, demandes, anciennes].map(sayChiffre));
}

function sayChiffre(chiffre: ChiffrePublic): string {
  return chiffre.kind === "publie" ? formatNombre(chiffre.valeur) : LIBELLE_MANQUE[chiffre.manque];
}
