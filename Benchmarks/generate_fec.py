#!/usr/bin/env python3
"""Writes a FEC of N lines as a large firm's program would: purchases, sales, bank, payroll, by day.

    generate_fec.py LINES FILE

The same LINES always give the same file. About 170 bytes a line, tab-separated, CR LF, UTF-8, numbers rising within
each journal; every entry balances. Used by ledger.py and instructions.sh; nothing in it is a real firm's.
"""
import datetime
import random
import sys

HEADER = ("JournalCode JournalLib EcritureNum EcritureDate CompteNum CompteLib CompAuxNum CompAuxLib PieceRef PieceDate "
          "EcritureLib Debit Credit EcritureLet DateLet ValidDate Montantdevise Idevise").split()

EXPENSES = [
    ("60110000", "Achats stockés - Matières premières"), ("60220000", "Fournitures consommables"),
    ("60610000", "Fournitures non stockables (eau, énergie)"), ("60630000", "Fournitures d'entretien"),
    ("60640000", "Fournitures administratives"), ("60700000", "Achats de marchandises"),
    ("61100000", "Sous-traitance générale"), ("61320000", "Locations immobilières"),
    ("61350000", "Locations mobilières"), ("61520000", "Entretien et réparations"), ("61600000", "Primes d'assurance"),
    ("62260000", "Honoraires"), ("62410000", "Transports sur achats"), ("62510000", "Voyages et déplacements"),
    ("62600000", "Frais postaux et télécommunications"),
]
REVENUES = [("70110000", "Ventes de produits finis"), ("70600000", "Prestations de services"),
            ("70700000", "Ventes de marchandises")]
WORDS = ("livraison commande chantier dépôt quai lot maintenance contrat abonnement forfait trimestre acompte solde "
         "réf client site atelier véhicule gazole électricité palettes emballages transport messagerie").split()
LETTERS, EMPTY = "ABCDEFGHIJKLMNOPQRSTUVWXYZ", "\t"
SYLLABLES = "ba ce do fi gu la me no pi ru sa te vo xi zu bri cla dre fro gri".split()


class Ledger:
    def __init__(self, lines):
        self.random = random.Random(20241231)
        self.suppliers = [self.party("F", i) for i in range(max(20, min(20_000, lines // 50)))]
        self.customers = [self.party("C", i) for i in range(max(20, min(10_000, lines // 100)))]
        self.numbers = {}

    def party(self, letter, rank):
        pick = self.random.choice
        name = "".join(pick(SYLLABLES) for _ in range(3)).upper() + pick([" SARL", " SAS", " & FILS", " SA", ""])
        return f"{letter}{rank:06d}", name

    def entry(self, code, name, day, piece, text, rows):
        number = self.numbers[code] = self.numbers.get(code, 0) + 1
        head = f"{code}\t{name}\t{code}{number:07d}\t{day}\t"
        tail = f"\t{piece}\t{day}\t{text} - {piece}\t"
        # Third-party lines are matched with their payment (lettrage), as in real books.
        match = f"{self.random.choice(LETTERS)}{self.random.choice(LETTERS)}{number % 1000:03d}\t{day}"
        return [f"{head}{account}\t{label}\t{aux}\t{auxname}{tail}{euros(debit)}\t{euros(credit)}\t"
                f"{match if aux else EMPTY}\t{day}\t\t\r\n"
                for account, label, aux, auxname, debit, credit in rows]

    def text(self):
        pick = self.random.choice
        return f"{pick(WORDS).capitalize()} {pick(WORDS)} {pick(WORDS)} {self.random.randrange(10_000)}"

    def purchase(self, day):
        number, name = self.random.choice(self.suppliers)
        account, label = self.random.choice(EXPENSES)
        net = int(self.random.paretovariate(1.2) * 4_000) % 90_000_000
        vat = net // 5
        return self.entry("AC", "Achats", day, f"FA{self.random.randrange(10**6):06d}", f"{name} {self.text()}", [
            (account, label, "", "", net, 0), ("44566000", "TVA déductible sur autres biens et services", "", "", vat, 0),
            ("40100000", "Fournisseurs", number, name, 0, net + vat)])

    def sale(self, day):
        number, name = self.random.choice(self.customers)
        account, label = self.random.choice(REVENUES)
        net = int(self.random.paretovariate(1.1) * 9_000) % 400_000_000
        vat = net // 5
        return self.entry("VE", "Ventes", day, f"V{self.random.randrange(10**7):07d}", f"Facture {name} {self.text()}", [
            ("41100000", "Clients", number, name, net + vat, 0), (account, label, "", "", 0, net),
            ("44571000", "TVA collectée", "", "", 0, vat)])

    def payment(self, day):
        number, name = self.random.choice(self.suppliers)
        amount = self.random.randrange(1_000, 5_000_000)
        return self.entry("BQ", "Banque", day, f"VIR{self.random.randrange(10**6):06d}", f"Virement {name}", [
            ("40100000", "Fournisseurs", number, name, amount, 0), ("51200000", "Banque", "", "", 0, amount)])

    def payroll(self, day):
        gross = self.random.randrange(180_000, 600_000)
        dues, charges = gross * 22 // 100, gross * 42 // 100
        return self.entry("PA", "Paie", day, f"BS{self.random.randrange(10**5):05d}", f"Salaire {self.text()}", [
            ("64110000", "Salaires, appointements", "", "", gross, 0), ("64510000", "Cotisations à l'Urssaf", "", "", charges, 0),
            ("43100000", "Sécurité sociale", "", "", 0, dues + charges),
            ("42100000", "Personnel - Rémunérations dues", "", "", 0, gross - dues)])

    def lines(self, count):
        kinds = [self.purchase] * 50 + [self.sale] * 30 + [self.payment] * 15 + [self.payroll] * 5
        first, written = datetime.date(2024, 1, 1), 0
        days = [(first + datetime.timedelta(n)).strftime("%Y%m%d") for n in range(366)]
        while written < count:
            entry = self.random.choice(kinds)(days[min(365, written * 366 // count)])
            written += len(entry)
            yield from entry


def euros(cents):
    return f"{cents // 100},{cents % 100:02d}"


def main():
    count, path = int(sys.argv[1]), sys.argv[2]
    with open(path, "w", encoding="utf-8", newline="") as file:
        file.write("\t".join(HEADER) + "\r\n")
        file.writelines(Ledger(count).lines(count))


if __name__ == "__main__":
    main()
