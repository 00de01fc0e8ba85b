"""Start the bot: python bot.py --help says how."""

from supervisionbot.app import main

if __name__ == "__main__":
    main()
