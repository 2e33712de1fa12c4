// The program: all commands live in the Commands target.
import Commands

SillageCommand.main()
