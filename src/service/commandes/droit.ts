import { createPrivateKey, createPublicKey } from "node:crypto";
import { writeFileSync } from "node:fs";
import { Command } from "commander";
import { sayJours, sayOrigine, sayValeur } from "#droit/regles/dire-valeur.ts";
import { type EffetJeu, importerJeu, previewJeu } from "#imports/actes/droit/importer-jeu.ts";
import { readJeu } from "#imports/lectures/droit/lire-jeu.ts";
import { type DroitListe, listerDroit } from "#imports/lectures/droit/lister-droit.ts";
import { readCle, signContenu } from "#imports/lectures/droit/signature.ts";
import { formatCompte } from "#socle/regles/shared/format.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import { readClesDroit } from "./cles-droit.ts";
import { readTexte } from "./fichier-texte.ts";
import { FORMAT } from "./option-readers.ts";
import { withSession } from "./session.ts";

export function droitCommand(): Command {
  const droit = new Command("droit").description("Les taux, seuils, plafonds et délais que Blaise applique");
  droit.addCommand(listeCommand());
  droit.addCommand(verifierCommand());
  droit.addCommand(importerCommand());
  droit.addCommand(signerCommand());
  return droit;
}

function listeCommand(): Command {
  return new Command("liste")
    .description("Lister les valeurs en vigueur et à venir, avec leurs sources")
    .option(...FORMAT)
    .addHelpText("after", "\nExemple : blaise droit liste --format json")
    .action((options: { format: string }) =>
      withSession(async ({ base, horloge }) => {
        const liste = await listerDroit(base, horloge.aujourdhui());
        process.stdout.write(options.format === "json" ? `${JSON.stringify(liste, null, 2)}\n` : sayListe(liste));
      }),
    );
}

function sayListe({ themes }: DroitListe): string {
  return themes
    .flatMap(({ jeu, parametres }) => [
      `${jeu.titre} (${jeu.nom}, version ${jeu.version} de ${jeu.editeur})`,
      ...parametres.flatMap((parametre) =>
        parametre.enregistrements
          .filter(({ etat }) => etat !== "passe")
          .map((one) => {
            const marks = [one.etat === "a-venir" ? "à venir" : "", one.confiance === "B" ? "à confirmer" : ""];
            const notes = marks.filter(Boolean).map((mark) => ` [${mark}]`);
            return `  ${parametre.code}\t${sayValeur(parametre, one.valeur)}\t${sayJours(one)}${notes.join("")}\t${sayOrigine(one.origine)}`;
          }),
      ),
      "",
    ])
    .join("\n");
}

function verifierCommand(): Command {
  return new Command("verifier")
    .description(
      "Vérifier des jeux : signature, forme de chaque valeur, dates ; dire ce que chacun changerait. Rien n’est importé",
    )
    .argument("<fichiers...>", "fichiers JSON signés")
    .addHelpText("after", "\nExemple : blaise droit verifier plafonds-2027.json")
    .action((fichiers: readonly string[]) =>
      withSession(async ({ base, configuration }) => {
        for (const fichier of fichiers) {
          const effet = await previewJeu(base, readTexte(fichier), readClesDroit(configuration.clesDroit));
          process.stdout.write(sayEffet(effet));
        }
      }),
    );
}

function importerCommand(): Command {
  return new Command("importer")
    .description("Importer un jeu signé : ses valeurs sont lues dès la requête suivante")
    .argument("<fichier>", "fichier JSON signé")
    .addHelpText("after", "\nExemple : blaise droit importer plafonds-2027.json")
    .action((fichier: string) =>
      withSession(async ({ base, configuration }) => {
        process.stdout.write(
          sayEffet(await importerJeu(base, readTexte(fichier), readClesDroit(configuration.clesDroit))),
        );
      }),
    );
}

function sayEffet({ jeu, ajoutes, corriges, retires }: EffetJeu): string {
  const counts = [
    formatCompte(ajoutes.length, "valeur ajoutée", "valeurs ajoutées"),
    formatCompte(corriges.length, "corrigée"),
    formatCompte(retires.length, "retirée"),
  ];
  return `${jeu.titre} (${jeu.nom}, version ${jeu.version} de ${jeu.editeur}) : ${counts.join(", ")}.\n`;
}

function signerCommand(): Command {
  return new Command("signer")
    .description("Signer des jeux avec la clé privée d’un éditeur (Ed25519, PEM), dans le fichier même")
    .argument("<fichiers...>", "fichiers JSON")
    .requiredOption("--cle <fichier>", "clé privée de l’éditeur")
    .addHelpText(
      "after",
      "\nUne clé se fait par : openssl genpkey -algorithm ed25519 -out cle.pem" +
        "\nExemple : blaise droit signer --cle cle.pem plafonds-2027.json",
    )
    .action((fichiers: readonly string[], { cle }: { cle: string }) => {
      const prive = readPrivee(cle);
      const { empreinte } = readCle(createPublicKey(prive).export({ type: "spki", format: "pem" }).toString());
      for (const fichier of fichiers) {
        const texte = readTexte(fichier);
        const { jeu, signe } = readJeu(texte);
        writeFileSync(fichier, writeSignature(texte, signContenu(signe, prive)));
        process.stdout.write(`${jeu.nom}, version ${jeu.version} : signé, clé ${empreinte.slice(0, 16)}.\n`);
      }
    });
}

/** Replaces the signature only: the lines of the file stay as written. */
function writeSignature(texte: string, signature: string): string {
  if (/"signature"\s*:\s*"[^"]*"/.test(texte)) {
    return texte.replace(/"signature"\s*:\s*"[^"]*"/, `"signature": "${signature}"`);
  }
  return texte.replace(/\s*\}\s*$/, `,\n  "signature": "${signature}"\n}\n`);
}

function readPrivee(fichier: string) {
  try {
    return createPrivateKey(readTexte(fichier));
  } catch (error) {
    if (error instanceof Refus) throw error;
    throw new Refus("fichier-illisible", `« ${fichier} » n’est pas une clé privée lisible (PEM, Ed25519).`);
  }
}
