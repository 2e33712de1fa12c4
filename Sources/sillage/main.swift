// The program: all commands live in the Commands target.
import ArgumentParser
import Commands

SillageCommand.main()
